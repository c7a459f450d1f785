package dev.goalkeeper.examples;

import dev.goalkeeper.pools.SimulatedWorld;
import java.time.Duration;

/// Puts something into the future: messages on their way, crashes to come. Whatever it is given
/// runs on one thread.
@FunctionalInterface
public interface Later {
  /// Runs the action after a delay.
  void after(Duration delay, Runnable action);

  /// The future of a simulated world.
  static Later in(SimulatedWorld world) {
    return (delay, action) -> world.schedule(delay.toNanos(), action);
  }
}
