package dev.goalkeeper.pools;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Drives a pool with a thread of its own: polls with yield while work is recent, then parks.
final class PoolThread implements Driver {
  /// How long it polls after the last work: about what waking a halted core costs.
  private static final long POLL_NANOS = 50_000;

  /// How long it parks at the most, so that the sweep gets its turn in a quiet pool.
  private static final long PARK_NANOS_MAX = Duration.ofMillis(100).toNanos();

  private final Pool pool;
  private volatile @Nullable Thread thread;

  PoolThread(Pool pool) {
    this.pool = pool;
  }

  @Override
  public void ring() {
    Thread running = thread;
    if (running != null) {
      LockSupport.unpark(running);
    }
  }

  void start() {
    thread = Thread.ofPlatform().name("pool-" + pool.name()).daemon().start(this::loop);
  }

  /// Waits until the pool runs no more, but no longer than this, and not once interrupted.
  void join(Duration patience) {
    Thread running = thread;
    if (running == null || running == Thread.currentThread()) {
      return;
    }
    try {
      running.join(patience);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    World world = pool.world();
    long lastWork = world.nanos();
    while (!pool.closed()) {
      long now = world.nanos();
      if (pool.runOnce(now) > 0) {
        lastWork = now;
      } else if (now - lastWork < POLL_NANOS) {
        Thread.yield();
      } else {
        long wait = Math.min(PARK_NANOS_MAX, pool.nextDeadlineNanos() - now);
        if (wait > 0 && pool.quiet()) {
          LockSupport.parkNanos(this, wait);
        }
      }
    }
  }
}
