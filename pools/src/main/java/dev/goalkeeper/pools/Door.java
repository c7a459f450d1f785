package dev.goalkeeper.pools;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How things come into a pool. What its own thread brings between two rules takes place at once;
/// all else lies in the mailbox until the pool's next turn. Of that, what other threads bring is
/// bounded; results of operations, and what the pool's own rules bring, are never refused.
final class Door {
  /// More than fits in nanoseconds, or nearly so: whoever says so waits for ever.
  private static final Duration YEARS = Duration.ofDays(100 * 365);

  private final Pool pool;
  private final Home home;
  private final Driver driver;
  private final Mailbox mailbox;
  private final Evaluator evaluator;

  Door(Pool pool, Home home, Driver driver, Mailbox mailbox, Evaluator evaluator) {
    this.pool = pool;
    this.home = home;
    this.driver = driver;
    this.mailbox = mailbox;
    this.evaluator = evaluator;
  }

  /// Brings an event.
  ///
  /// @param patience how long another thread waits for room
  void event(String what, Runnable change, Duration patience) {
    Causality causality = pool.causality();
    if (atRest()) {
      happen(what, change, causality.cause());
      ringOutsideTurn();
    } else if (home.isHere()) {
      long by = causality.cause();
      post(Letter.of(() -> happen(what, change, by)));
    } else {
      bring(what, () -> happen(what, change, Trace.NO_CAUSE), patience);
    }
  }

  /// Lets a reader look, between two rules; no cause of anything. It looks in vain once the pool is
  /// closed, and has to say so to whoever asked. From another thread it takes a place, if it has a
  /// name.
  void look(@Nullable String what, Runnable look) {
    if (atRest()) {
      pool.tick();
      evaluator.settle();
      look.run();
      ringOutsideTurn();
    } else if (what == null || home.isHere()) {
      post(Letter.of(look));
    } else {
      bring(what, look, Duration.ZERO);
    }
  }

  /// Lets the result of an operation in, at rest.
  <V> void letIn(
      Op<V> op, long token, Status how, @Nullable V result, @Nullable Throwable thrown) {
    pool.tick();
    Causality causality = pool.causality();
    long before = causality.cause();
    long outside = causality.root();
    op.arrive(token, how, result, thrown);
    evaluator.settle();
    causality.because(before, outside);
    ringOutsideTurn();
  }

  /// Brings something from any thread, or from within a rule; never refused.
  void post(Letter letter) {
    mailbox.post(letter);
    ring();
  }

  void ring() {
    mailbox.ring(driver);
  }

  void ringOutsideTurn() {
    if (!pool.inTurn()) {
      ring();
    }
  }

  /// True on the pool's thread while no rule is running: what comes may take place at once.
  boolean atRest() {
    return home.isHere() && !evaluator.firing();
  }

  Inbox inbox() {
    return mailbox.places().inbox();
  }

  /// Brings something from another thread. A closed pool refuses nothing, and lets nothing happen.
  private void bring(String what, Runnable content, Duration patience) {
    boolean waits = patience.isPositive() && !Lookout.PROCESS.isOnThreadOfAPool();
    long nanos = waits ? nanos(patience) : 0;
    if (!mailbox.places().enter(nanos, pool.world())) {
      if (!mailbox.isClosed()) {
        throw full(what, patience.isPositive() && !waits);
      }
      return;
    }
    post(Letter.fromOutside(content));
  }

  private static long nanos(Duration patience) {
    return patience.compareTo(YEARS) < 0 ? patience.toNanos() : Turnstile.FOR_EVER;
  }

  private InboxFullException full(String what, boolean mayNotWait) {
    String who = Thread.currentThread().getName();
    return new InboxFullException("pool " + pool.name() + " refuses '" + what + "' of " + who
        + ": its inbox is full, " + inbox() + ". "
        + (mayNotWait
            ? who + " runs a pool itself and may not wait: two pools would wait for each other. "
                + "Let an operation bring it: op.call(() -> pool.event(what, change, patience))."
            : "Bring less, wait for room: event(what, change, patience), or make the inbox larger "
                + "if its thread only falls behind for a while: Pool.named(...).inbox(...)."));
  }

  private void happen(String what, Runnable change, long by) {
    if (mailbox.isClosed()) {
      return;
    }
    pool.tick();
    Causality causality = pool.causality();
    long before = causality.cause();
    long outside = causality.root();
    causality.because(causality.trace().event(what, by, pool.now()));
    pool.guard().pulse().begins(null);
    try {
      change.run();
    } catch (RuntimeException | Error thrown) { // an event must not stop the pool
      pool.failed(null, thrown);
    }
    evaluator.settle();
    causality.because(before, outside);
    if (!pool.inTurn()) {
      pool.guard().pulse().rests();
    }
  }
}
