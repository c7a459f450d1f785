package dev.goalkeeper.pools;

import java.time.Duration;

/// The time after which a quarantined task is looked at again; longer each time it throws, until it
/// was calm for a while.
final class Retry extends Timed {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMinutes(1));

  /// No source of change of its own; the pool wakes the task itself.
  private static final int NO_BIT = 63;

  private int attempts;
  private long releasedNanos;

  Retry(Task<?> owner) {
    super(owner, NO_BIT);
  }

  /// Starts the next quarantine.
  void start(Pool pool) {
    if (pool.now() - releasedNanos > BACKOFF.calm().toNanos()) {
      attempts = 0;
    }
    pool.timers().add(this, pool.now() + BACKOFF.delayNanos(attempts++, pool.random()));
  }

  @Override
  void expired() {
    Pool pool = owner().pool();
    releasedNanos = pool.now();
    pool.release(owner());
  }

  @Override
  String what() {
    return "quarantine ended";
  }
}
