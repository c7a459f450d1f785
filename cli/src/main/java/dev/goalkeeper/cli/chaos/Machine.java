package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.fleet.Child;
import dev.goalkeeper.cli.fleet.Jvm;
import dev.goalkeeper.store.wire.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A place for one process at a time, a server or a coordinator: its directory, its [Host] in a
/// network, and the process if one runs.
final class Machine implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(60);

  /// Within it this process hears of the end of one that a command did not find any more.
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final Pattern SAYS =
      Pattern.compile("^(?:server|coordinator) .* listens on (\\S+)$");

  /// Less than a file of frames, more than a log.
  private static final long FILE_BYTES_WHEN_FULL = 1L << 20;

  private final String name;
  private final Path home;
  private final List<String> line = new ArrayList<>();
  private final Host host;
  private @Nullable Child child;

  /// Nothing runs on it yet.
  ///
  /// @param command which it runs, besides where it listens
  Machine(Path home, Host host, Jvm jvm, List<String> command) {
    this.name = String.valueOf(home.getFileName());
    this.home = home;
    this.host = host;
    line.addAll(host.launcher());
    line.addAll(jvm.line());
    line.addAll(command);
    line.addAll(host.listening());
    line.add("--log=" + home.resolve("log"));
  }

  String name() {
    return name;
  }

  Path home() {
    return home;
  }

  /// Where others reach whatever runs here.
  Address address() {
    return host.address();
  }

  Host host() {
    return host;
  }

  boolean alive() {
    Child now = child;
    return now != null && now.alive();
  }

  /// Starts a process on what is there; waits until it listens.
  void start() {
    begin();
    awaitListening();
  }

  /// Starts a process, and waits for nothing.
  void begin() {
    child = Child.run(name, home.resolve("errors"), line);
  }

  void awaitListening() {
    host.listens(Address.parse(running().await(SAYS, START_MAX).group(1)));
  }

  /// SIGKILL, without waiting.
  void strike() {
    running().strike();
  }

  void kill() {
    running().kill();
  }

  void freeze() {
    unlessEnded(running()::freeze);
  }

  /// Goes on, if the process is still there.
  void resume() {
    if (alive()) {
      unlessEnded(running()::resume);
    }
  }

  /// No file grows any more beyond a little, as if the disk were full.
  ///
  /// @throws Failed if this system has no program `prlimit`
  void fill() {
    unlessEnded(() -> limit(String.valueOf(FILE_BYTES_WHEN_FULL)));
  }

  void clean() {
    if (alive()) {
      unlessEnded(() -> limit("unlimited"));
    }
  }

  @Override
  public void close() {
    Child now = child;
    if (now != null && now.alive()) {
      now.resume();
      now.close();
    }
  }

  private Child running() {
    Child now = child;
    if (now == null) {
      throw new IllegalStateException("nothing runs on " + name);
    }
    return now;
  }

  /// A server that was given up leaves by itself, also just when something is to be done to it.
  private void unlessEnded(Runnable what) {
    try {
      what.run();
    } catch (Failed failed) {
      if (!running().endsWithin(MOMENT)) {
        throw failed;
      }
    }
  }

  /// The soft limit alone, which may rise again.
  private void limit(String bytes) {
    try {
      Process prlimit = new ProcessBuilder("prlimit", "--pid", String.valueOf(running().pid()),
          "--fsize=" + bytes + ":").redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (!prlimit.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS) || prlimit.exitValue() != 0) {
        throw new Failed("prlimit does not limit the files of " + name);
      }
    } catch (IOException none) {
      throw new Failed("no program 'prlimit' to limit the files of " + name + " with");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted");
    }
  }
}
