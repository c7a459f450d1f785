package dev.goalkeeper.pools;

import java.time.Duration;
import java.util.logging.Logger;

/// A simulated world with one pool in it, and the few things that tests do with one.
final class Scene {
  /// Kept, so that it stays as quiet as it is made: many tests throw on purpose.
  private static final Logger LOG = Logger.getLogger("dev.goalkeeper.pools");

  /// Keeps the pools from telling what tests make them do.
  static void hush() {
    LOG.setUseParentHandlers(false);
  }

  final SimulatedWorld world;
  final Pool pool;

  Scene() {
    this(1);
  }

  Scene(long seed) {
    hush();
    world = World.simulated(seed);
    pool = Pool.named("scene").world(world).build();
  }

  <T extends Task<T>> T add(T task) {
    pool.add(task);
    settle();
    return task;
  }

  /// Brings a change in and lets the pool come to rest.
  void bring(Runnable change) {
    pool.event("change", change);
    settle();
  }

  void settle() {
    pass(Duration.ofMillis(1));
  }

  void pass(Duration spell) {
    world.run(spell);
  }

  /// The row in which the task is, looked at when the pool has come to rest.
  String row(Task<?> task) {
    pool.latest(task);
    settle();
    return pool.latest(task).row();
  }
}
