package dev.goalkeeper.pools;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Drives a pool with a thread of its own: polls with yield while work is recent, then parks.
final class PoolThread implements Driver {
  /// How long it polls after the last work: about what waking a halted core costs.
  private static final long POLL_NANOS = 50_000;

  /// How long it parks at the most: a clock that jumped is noticed by then.
  private static final long PARK_NANOS_MAX = Duration.ofMillis(100).toNanos();

  private final Pool pool;
  private final Thread thread;

  PoolThread(Pool pool) {
    this.pool = pool;
    this.thread =
        Thread.ofPlatform().name("pool-" + pool.name()).daemon().unstarted(this::loop);
  }

  Thread thread() {
    return thread;
  }

  @Override
  public void ring() {
    LockSupport.unpark(thread);
  }

  void start() {
    if (pool.closed() || !begin()) {
      throw new IllegalStateException(
          "pool " + pool.name() + " was started or closed before; it starts once");
    }
  }

  /// Waits until the pool runs no more, but no longer than this, and not once interrupted. If it
  /// never ran it does so now, for its last turn: who asked hears of the end.
  void join(Duration patience) {
    if (thread == Thread.currentThread()) {
      return;
    }
    begin();
    try {
      thread.join(patience);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Starts the thread; false if it was started before.
  private synchronized boolean begin() {
    if (thread.getState() != Thread.State.NEW) {
      return false;
    }
    thread.start();
    return true;
  }

  private void loop() {
    World world = pool.world();
    long lastWork = world.nanos();
    while (!pool.closed()) {
      long now = world.nanos();
      if (turn(now) > 0) {
        lastWork = now;
      } else if (now - lastWork < POLL_NANOS) {
        Thread.yield();
      } else {
        park(now);
      }
    }
    turn(world.nanos());
  }

  private int turn(long now) {
    try {
      return pool.runOnce(now);
    } catch (RuntimeException | Error thrown) { // no pool looks alive on a dead thread
      pool.broke(thrown);
      return 0;
    }
  }

  private void park(long now) {
    long next = pool.nextDeadlineNanos();
    long wait = next == Long.MAX_VALUE ? PARK_NANOS_MAX : Math.min(PARK_NANOS_MAX, next - now);
    if (wait > 0 && pool.quiet()) {
      LockSupport.parkNanos(this, wait);
    }
  }
}
