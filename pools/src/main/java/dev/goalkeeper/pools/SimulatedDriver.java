package dev.goalkeeper.pools;

/// Runs a pool's turns as events of a simulated process: when rung, and when its next timer is due.
final class SimulatedDriver implements Driver {
  private final SimulatedProcess process;
  private final Pool pool;
  private final long turnNanos;
  private long dueAt = Long.MAX_VALUE;

  SimulatedDriver(SimulatedProcess process, Pool pool, long turnNanos) {
    this.process = process;
    this.pool = pool;
    this.turnNanos = turnNanos;
  }

  @Override
  public void ring() {
    turnAt(process.nanos() + turnNanos);
  }

  private void turnAt(long at) {
    if (at >= dueAt) {
      return;
    }
    dueAt = at;
    process.at(at, () -> turn(at));
  }

  private void turn(long planned) {
    if (planned != dueAt) {
      return;
    }
    dueAt = Long.MAX_VALUE;
    pool.runOnce(process.nanos());
    long next = pool.nextDeadlineNanos();
    if (next != Long.MAX_VALUE) {
      turnAt(Math.max(next, process.nanos() + turnNanos));
    }
  }
}
