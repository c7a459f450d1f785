package dev.goalkeeper.pools;

import java.time.Duration;

/// A timer of a task. It runs, or it does not; rules look at which. For the pool's thread only.
public final class Timer extends Timed {
  private final String name;
  private int attempts;
  private long calmSinceNanos;
  private long startedBy = Trace.NO_CAUSE;

  Timer(Task<?> owner, TimerClause<?> clause) {
    super(owner, clause.bit());
    this.name = clause.name();
  }

  /// True from the start until it ran out or was stopped.
  public boolean running() {
    return queued();
  }

  /// Starts it, or starts it anew.
  public void start(Duration delay) {
    startNanos(delay.toNanos());
  }

  /// Starts it with the next delay of the backoff. Delays begin anew after a calm spell.
  public void backoff(Backoff backoff) {
    Pool pool = owner().pool();
    if (pool.now() - calmSinceNanos > backoff.calm().toNanos()) {
      attempts = 0;
    }
    long delay = backoff.delayNanos(attempts++, pool.random());
    startNanos(delay);
    calmSinceNanos = pool.now() + delay;
  }

  /// Stops it.
  public void stop() {
    Pool pool = owner().pool();
    pool.assertThread();
    if (queued()) {
      pool.timers().remove(this);
      changed();
    }
  }

  @Override
  void expired() {
    Pool pool = owner().pool();
    pool.causality().because(pool.causality().trace().rang(this, startedBy, pool.now()));
    changed();
  }

  @Override
  String what() {
    return name + " ran out";
  }

  private void startNanos(long delay) {
    Pool pool = owner().pool();
    pool.assertThread();
    startedBy = pool.causality().cause();
    pool.timers().add(this, pool.now() + Math.max(1, delay));
    changed();
  }
}
