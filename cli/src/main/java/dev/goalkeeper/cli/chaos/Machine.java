package dev.goalkeeper.cli.chaos;

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

/// A place for one server at a time: its directory, its addresses, and the process if one runs. All
/// that reaches the server, and all that it tells the coordinator, goes through a [Proxy].
final class Machine implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(30);
  private static final Pattern SAYS = Pattern.compile("^server .* listens on (\\S+)$");

  /// Less than a file of frames, more than a log.
  private static final long FILE_BYTES_WHEN_FULL = 1L << 20;

  private final String name;
  private final Path home;
  private final List<String> options;
  private final Jvm jvm;
  private final Proxy door = Proxy.start();
  private final Proxy coordinator = Proxy.start();
  private @Nullable Child child;

  /// @param options for the server, besides where it is
  Machine(Path home, Jvm jvm, Address coordinatorAt, List<String> options) {
    this.name = String.valueOf(home.getFileName());
    this.home = home;
    this.jvm = jvm;
    this.options = List.copyOf(options);
    coordinator.leadTo(coordinatorAt);
  }

  String name() {
    return name;
  }

  Path home() {
    return home;
  }

  /// Where others reach whatever runs here.
  Address address() {
    return door.address();
  }

  boolean alive() {
    Child now = child;
    return now != null && now.alive();
  }

  /// Starts a server on what is there; waits until it listens.
  void start() {
    begin();
    awaitListening();
  }

  /// Starts a server, and waits for nothing.
  void begin() {
    var arguments = new ArrayList<>(options);
    arguments.addAll(List.of("--dir=" + home, "--coordinator=" + coordinator.address(),
        "--reached-at=" + door.address(), "--log=" + home.resolve("log")));
    child = Child.start(name, home.resolve("errors"), jvm, arguments);
  }

  void awaitListening() {
    door.leadTo(Address.parse(running().await(SAYS, START_MAX).group(1)));
  }

  /// SIGKILL, without waiting.
  void strike() {
    running().strike();
  }

  void kill() {
    running().kill();
    door.reset();
    coordinator.reset();
  }

  void freeze() {
    running().freeze();
  }

  /// Goes on, if the process is still there.
  void resume() {
    if (alive()) {
      running().resume();
    }
  }

  /// The network carries no requests to the server, or no answers of it, or neither; and nothing
  /// between it and the coordinator, if neither.
  void cutOff(boolean requests, boolean answers) {
    door.hold(requests, answers);
    coordinator.hold(requests && answers, requests && answers);
  }

  void reconnect() {
    door.carry();
    coordinator.carry();
  }

  /// All connections break, and new ones can be made.
  void disconnect() {
    door.reset();
    coordinator.reset();
  }

  /// No file grows any more beyond a little, as if the disk were full.
  ///
  /// @return false if this system has no program `prlimit`
  boolean fill() {
    return limit(String.valueOf(FILE_BYTES_WHEN_FULL));
  }

  void clean() {
    if (alive()) {
      limit("unlimited");
    }
  }

  @Override
  public void close() {
    reconnect();
    Child now = child;
    if (now != null && now.alive()) {
      now.resume();
      now.close();
    }
    door.close();
    coordinator.close();
  }

  private Child running() {
    Child now = child;
    if (now == null) {
      throw new IllegalStateException("nothing runs on " + name);
    }
    return now;
  }

  /// The soft limit alone, which may rise again.
  private boolean limit(String bytes) {
    try {
      Process prlimit = new ProcessBuilder("prlimit", "--pid", String.valueOf(running().pid()),
          "--fsize=" + bytes + ":").redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      return prlimit.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS) && prlimit.exitValue() == 0;
    } catch (IOException none) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
