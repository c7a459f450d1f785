package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Threads that do one thing after the other, each, until it is time to end.
final class Shift {
  private static final Duration END_MAX = Duration.ofSeconds(30);

  private final List<Thread> threads = new ArrayList<>();
  private boolean over;
  private @Nullable RuntimeException failure;

  /// Begins with that, and does it again after each rest.
  void add(String name, Runnable step, Duration rest) {
    threads.add(Thread.ofVirtual().name(name).start(() -> repeat(step, rest)));
  }

  /// Each does nothing more after what it is at.
  synchronized void end() {
    over = true;
  }

  /// Waits until each has done what it is at.
  ///
  /// @throws Failed if that takes too long
  void stop() {
    end();
    for (Thread thread : threads) {
      try {
        if (!thread.join(END_MAX)) {
          throw new Failed(
              thread.getName() + " got no outcome within " + END_MAX.toSeconds() + " s");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new Failed("interrupted");
      }
    }
    synchronized (this) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private void repeat(Runnable step, Duration rest) {
    try {
      while (!over()) {
        step.run();
        Pause.of(rest);
      }
    } catch (RuntimeException failed) {
      fail(failed);
    }
  }

  private synchronized boolean over() {
    return over;
  }

  private synchronized void fail(RuntimeException failed) {
    failure = failure == null ? failed : failure;
  }
}
