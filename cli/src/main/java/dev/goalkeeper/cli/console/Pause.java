package dev.goalkeeper.cli.console;

import java.time.Duration;

/// The time between two looks at what other processes do.
public final class Pause {
  private Pause() {}

  public static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted");
    }
  }
}
