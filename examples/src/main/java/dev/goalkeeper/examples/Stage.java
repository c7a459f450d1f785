package dev.goalkeeper.examples;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Where a scene plays: a world, a future, chance, and somebody who listens.
///
/// @param world simulated or live
/// @param later the future; its thread is the scene's
/// @param chance what decides about faults; for the scene's thread
/// @param say a line for people
public record Stage(World world, Later later, RandomGenerator chance, Consumer<String> say) {
  private static final int HUNDRED = 100;

  /// A stage in a simulated world.
  public static Stage simulated(SimulatedWorld world, Consumer<String> say) {
    return new Stage(world, Later.in(world), world.random("chance"), say);
  }

  /// Makes a pool, and starts it if it has a thread. A rule that throws ends it: an example that
  /// goes on after a defect teaches nothing.
  public Pool pool(String name) {
    return Pool.named(name).world(world).failStop(thrown -> {
      throw new IllegalStateException("pool " + name + " died", thrown);
    }).build().start();
  }

  /// True so many times in a hundred.
  public boolean happens(int percent) {
    return chance.nextInt(HUNDRED) < percent;
  }

  /// A spell up to this long.
  public Duration upTo(Duration longest) {
    return Duration.ofNanos(1 + chance.nextLong(longest.toNanos()));
  }
}
