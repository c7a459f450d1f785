package dev.goalkeeper.pools;

import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Applies rules: takes an active task, finds its one row, fires or parks it, tells who watches it.
final class Evaluator {
  private static final Backoff QUARANTINE =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMinutes(1));

  /// Firings in a row at the same clause values after which a simulation calls a task hot: more
  /// than any action needs that works off a list.
  private static final int REPEATS_MAX = 200;

  private final Pool pool;
  private final Scrutiny scrutiny;
  private final ActiveQueue active = new ActiveQueue();
  private final ArrayDeque<Outlet<?>> stale = new ArrayDeque<>();
  private boolean firing;

  Evaluator(Pool pool, Scrutiny scrutiny) {
    this.pool = pool;
    this.scrutiny = scrutiny;
  }

  boolean idle() {
    return active.isEmpty();
  }

  boolean firing() {
    return firing;
  }

  void activate(Task<?> task) {
    task.record().unpark();
    active.add(task);
  }

  void stale(Outlet<?> outlet) {
    if (outlet.markStale()) {
      stale.add(outlet);
    }
  }

  /// Lets every watched statement that may have changed be looked at, and its watchers wake.
  void settle() {
    Outlet<?> next = stale.poll();
    while (next != null) {
      next.refresh();
      next = stale.poll();
    }
  }

  /// Looks at up to this many active tasks; returns at how many.
  int run(int limit) {
    int done = 0;
    while (done < limit && !active.isEmpty()) {
      Task<?> task = active.take(scrutiny.pick(active.size(), pool.random()));
      if (task.added() && task.record().phase() == TaskRecord.Phase.ACTIVE) {
        step(task);
      }
      done++;
    }
    return done;
  }

  private <T extends Task<T>> void step(Task<T> task) {
    T self = task.typed();
    try {
      Rules<T> rules = task.rules();
      if (scrutiny.strict()) {
        rules.check(self);
      }
      Decision.Leaf<T> leaf = rules.decide(self);
      task.record().at(leaf, pool.now());
      if (scrutiny.strict() && task.record().repeats() > REPEATS_MAX) {
        throw new IllegalStateException("hot: " + task.name() + " fires " + leaf.row().name()
            + " again and again at " + leaf.cube().show(rules.clauses().all()));
      }
      switch (leaf.row().kind()) {
        case RULE -> fire(self, rules, leaf);
        case WAITS, GOAL -> park(self, leaf);
      }
    } catch (RuntimeException | Error thrown) { // whatever a rule throws must not stop the pool
      quarantine(task, thrown);
    }
    settle();
    if (task.added()) {
      task.record().awaiters().removeIf(Awaiter::settle);
    }
  }

  private <T extends Task<T>> void park(T task, Decision.Leaf<T> leaf) {
    task.record().park(leaf, pool.now());
    if (task.hasPermits()) {
      task.parkPermits(leaf);
    }
  }

  private <T extends Task<T>> void fire(T task, Rules<T> rules, Decision.Leaf<T> leaf) {
    Row<T> row = leaf.row();
    TaskRecord record = task.record();
    long sequence = pool.trace().fired(task, leaf.path(), record.cause(), pool.now());
    record.recent().add(sequence, leaf.path(), pool.now(), record.cause(), pool.trace());
    record.firings()[rules.index(row)]++;
    record.cause(sequence);
    pool.because(sequence);
    scrutiny.firing(task, row, pool.now());
    leaf.takes().forEach(budget -> task.source(budget.bit(), Permit.class).take());
    firing = true;
    try {
      if (!scrutiny.muted(row, task)) {
        row.action().accept(task);
      }
    } finally {
      firing = false;
      leaf.takes().forEach(budget -> task.source(budget.bit(), Permit.class).bind());
      task.outletsStale();
    }
    if (task.added()) {
      rules.check(task);
      active.add(task);
    }
  }

  private void quarantine(Task<?> task, Throwable thrown) {
    TaskRecord record = task.record();
    if (pool.failed(task, thrown) || !task.added()) {
      return;
    }
    record.phase(TaskRecord.Phase.QUARANTINED);
    long delay = QUARANTINE.delayNanos(record.countFailure() - 1, pool.random());
    pool.timers().add(new Retry(task), pool.now() + delay);
  }

  /// Looks again at a sleeping task; returns what a missed wake-up would have led to.
  static <T extends Task<T>> @Nullable String missed(Task<T> task) {
    T self = task.typed();
    Decision.Leaf<?> parked = task.record().leaf();
    Decision.Leaf<T> now = task.rules().decide(self);
    if (parked == null || parked.path() == now.path()) {
      return staleOutlet(task);
    }
    var clauses = task.rules().clauses().all();
    return task.name() + " sleeps on " + parked.row().name() + " (" + parked.cube().show(clauses)
        + ") but " + now.row().name() + " (" + now.cube().show(clauses)
        + ") applies: something changed that none of its clauses names";
  }

  private static @Nullable String staleOutlet(Task<?> task) {
    for (Outlet<?> outlet : task.outlets()) {
      if (outlet.evaluate() != outlet.value()) {
        return task.name() + ": '" + outlet.statement() + "' changed, its watchers were not told";
      }
    }
    return null;
  }
}
