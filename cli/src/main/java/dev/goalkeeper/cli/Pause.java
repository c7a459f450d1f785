package dev.goalkeeper.cli;

import java.time.Duration;

/// The time between two looks at what other processes do.
final class Pause {
  private Pause() {}

  static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted");
    }
  }
}
