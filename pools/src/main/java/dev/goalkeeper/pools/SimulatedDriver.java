package dev.goalkeeper.pools;

/// Runs a pool's turns as events of a simulated world: when rung, and when its next timer is due.
final class SimulatedDriver implements Driver {
  private final SimulatedWorld world;
  private final Pool pool;
  private final long turnNanos;
  private long dueAt = Long.MAX_VALUE;

  SimulatedDriver(SimulatedWorld world, Pool pool, long turnNanos) {
    this.world = world;
    this.pool = pool;
    this.turnNanos = turnNanos;
  }

  @Override
  public void ring() {
    turnAt(world.nanos() + turnNanos);
  }

  private void turnAt(long at) {
    if (at >= dueAt) {
      return;
    }
    dueAt = at;
    world.schedule(at - world.nanos(), () -> turn(at));
  }

  private void turn(long planned) {
    if (planned != dueAt) {
      return;
    }
    dueAt = Long.MAX_VALUE;
    pool.runOnce(world.nanos());
    long next = pool.nextDeadlineNanos();
    if (next != Long.MAX_VALUE) {
      turnAt(Math.max(next, world.nanos() + turnNanos));
    }
  }
}
