package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedProcess;
import dev.goalkeeper.pools.SimulatedWorld;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Processes with clocks of their own, as wrong as they may be.
final class Clocks {
  /// What is said of clocks: they err by 1 in 100 at the most.
  private static final long ERROR_PARTS_PER_MILLION = 10_000;

  /// A clock's zero means nothing.
  private static final long ZERO_MAX = Duration.ofDays(1).toNanos();

  private final SimulatedWorld world;
  private final RandomGenerator random;

  Clocks(SimulatedWorld world) {
    this.world = world;
    this.random = world.random("clocks");
  }

  /// A process whose clock is as slow, or as fast, as it may be.
  SimulatedProcess any() {
    return world.process(random.nextLong(ZERO_MAX),
        random.nextBoolean() ? ERROR_PARTS_PER_MILLION : -ERROR_PARTS_PER_MILLION);
  }

  /// A process whose clock is right.
  SimulatedProcess right() {
    return world.process(random.nextLong(ZERO_MAX), 0);
  }
}
