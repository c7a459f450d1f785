package dev.goalkeeper.pools;

import org.jspecify.annotations.Nullable;

/// One turn of a pool: what was brought, due timers, active tasks, again while there is something;
/// then a look for missed wake-ups, and what readers asked for. Ends early when the pool closes.
final class Turn {
  /// Looks at active tasks, and letters opened, before the driver gets a chance to do something
  /// else.
  static final int STEPS_MAX = 4_096;

  private final Pool pool;
  private final Mailbox mailbox;
  private final TimerHeap timers;
  private final Evaluator evaluator;
  private final Sweeper sweeper;

  Turn(Pool pool, Mailbox mailbox, TimerHeap timers, Evaluator evaluator, Sweeper sweeper) {
    this.pool = pool;
    this.mailbox = mailbox;
    this.timers = timers;
    this.evaluator = evaluator;
    this.sweeper = sweeper;
  }

  /// Returns how much there was to do.
  int run() {
    mailbox.answer();
    int work = 0;
    int before;
    do {
      before = work;
      work += letters();
      work += expired();
      work += evaluator.run(STEPS_MAX - work);
    } while (goesOn() && work > before && work < STEPS_MAX && !pool.quiet());
    if (!pool.closed()) {
      sweep(work);
    }
    if (!pool.quiet()) {
      pool.ring();
    }
    return work;
  }

  private boolean goesOn() {
    return !pool.closed() && evaluator.broken() == null;
  }

  /// None of these is caused by what happened before it.
  private int letters() {
    int count = 0;
    Letter letter = mailbox.poll();
    while (letter != null) {
      pool.causality().end();
      pool.guard().pulse().begins(null);
      letter.open();
      evaluator.settle();
      count++;
      letter = pool.closed() || count == STEPS_MAX ? null : mailbox.poll();
    }
    return count;
  }

  private int expired() {
    int count = 0;
    Timed due = nextDue();
    while (due != null) {
      pool.causality().end();
      due.expired();
      evaluator.settle();
      count++;
      due = nextDue();
    }
    return count;
  }

  private @Nullable Timed nextDue() {
    return pool.closed() ? null : timers.pollExpired(pool.now());
  }

  private void sweep(int work) {
    Task<?> missed = sweeper.sweep(sweeper.share(work, pool.now()), pool.now());
    boolean strict = pool.world().scrutiny().strict();
    String broken = evaluator.broken();
    if (broken == null && missed != null && strict) {
      broken = "missed wake-up: " + Sweeper.describe(missed);
    }
    if (broken != null) {
      throw new IllegalStateException("pool " + pool.name() + ": " + broken);
    }
    if (missed != null) {
      heal(missed);
    }
  }

  private void heal(Task<?> missed) {
    pool.guard().alarms().raise(Alarm.Kind.MISSED_WAKE_UP, missed, "a missed wake-up was healed; "
        + "some fact of this task reads state that it does not name: "
        + Explainer.safely(missed, pool.now()));
    Causality causality = pool.causality();
    causality.because(
        causality.trace().event("missed wake-up healed", Trace.NO_CAUSE, pool.now()));
    missed.outletsStale();
    evaluator.settle();
    pool.wake(missed);
  }
}
