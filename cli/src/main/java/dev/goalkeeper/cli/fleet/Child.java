package dev.goalkeeper.cli.fleet;

import dev.goalkeeper.cli.console.Failed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A process that this process has started, and what it says on standard output: the one place that
/// waits for another process, always with a bound.
///
/// It ends when this process does, even by SIGKILL: it watches its standard input, which nobody
/// else holds open.
public final class Child implements AutoCloseable {
  /// Lines that nobody has waited for yet. Processes say a few; a reader that stops is no harm.
  private static final int LINES_MAX = 1_000;

  private static final Duration STOP_MAX = Duration.ofSeconds(5);
  private static final String END = "\0end";

  private final String name;
  private final Path errors;
  private final Process process;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>(LINES_MAX);

  private Child(String name, Path errors, Process process) {
    this.name = name;
    this.errors = errors;
    this.process = process;
  }

  /// Starts a JVM.
  ///
  /// @param errors takes its standard error
  public static Child start(String name, Path errors, Jvm jvm, List<String> arguments) {
    List<String> line = jvm.line();
    line.addAll(arguments);
    return run(name, errors, line);
  }

  /// Starts any program, which has to end when its standard input does.
  ///
  /// @param errors takes its standard error
  public static Child run(String name, Path errors, List<String> line) {
    try {
      Files.createDirectories(errors.toAbsolutePath().getParent());
      Process process =
          new ProcessBuilder(line)
              .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
              .start();
      var child = new Child(name, errors, process);
      Thread.ofPlatform().daemon().name("what " + name + " says").start(child::listen);
      return child;
    } catch (IOException failed) {
      throw new Failed("cannot start " + name + ": " + failed.getMessage());
    }
  }

  /// Waits until the process says a line that matches, and fails if it ends before or takes longer.
  public Matcher await(Pattern wanted, Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    while (true) {
      String line = poll(deadline - System.nanoTime());
      if (line == null) {
        throw new Failed(name + " did not say '" + wanted + "' within " + most.toSeconds()
            + " s; see " + errors);
      }
      if (line.equals(END)) {
        throw new Failed(name + " ended: " + lastError());
      }
      Matcher matcher = wanted.matcher(line);
      if (matcher.find()) {
        return matcher;
      }
    }
  }

  /// Waits for its end.
  ///
  /// @return its exit status
  public int awaitEnd(Duration most) {
    try {
      if (process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new Failed(name + " did not end within " + most.toSeconds() + " s; see " + errors);
  }

  /// Whether it has ended, or does so within that time.
  public boolean endsWithin(Duration most) {
    try {
      return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  String name() {
    return name;
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /// SIGKILL, without waiting.
  public void strike() {
    process.toHandle().destroyForcibly();
  }

  /// SIGKILL: nothing that the process does can soften it.
  public void kill() {
    process.toHandle().destroyForcibly();
    awaitEnd(STOP_MAX);
  }

  /// SIGSTOP: it does nothing any more, and its connections stay open.
  public void freeze() {
    signal("STOP");
  }

  /// SIGCONT: it goes on as if no time had passed.
  public void resume() {
    signal("CONT");
  }

  /// Closes its standard input, which is what the end of this process does to it.
  void letGo() {
    try {
      process.outputWriter().close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /// SIGTERM, without waiting.
  void terminate() {
    process.toHandle().destroy();
  }

  /// SIGTERM, and SIGKILL if that is not enough.
  @Override
  public void close() {
    terminate();
    try {
      if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        process.toHandle().destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.toHandle().destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// The last line that it wrote to standard error, which says why it ended.
  public String lastError() {
    try {
      List<String> lines = Files.readAllLines(errors);
      String last = lines.isEmpty() ? "it left no message" : lines.getLast();
      return last.replaceFirst("^goalkeeper: ", "");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void signal(String signal) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid()))
          .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile())).start();
      if (kill.waitFor() != 0) {
        throw new Failed("cannot send SIG" + signal + " to " + name + "; see " + errors);
      }
    } catch (IOException failed) {
      throw new Failed("no program 'kill' to send SIG" + signal + ": " + failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted");
    }
  }

  private @Nullable String poll(long nanos) {
    try {
      return said.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void listen() {
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().forEach(said::offer);
    } catch (IOException | UncheckedIOException gone) {
      said.offer(name + " closed its standard output");
    }
    said.offer(END);
  }
}
