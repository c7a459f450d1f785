package dev.goalkeeper.pools;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Applies rules: takes an active task, finds its one row, fires or parks it, tells who watches it.
final class Evaluator {
  private final Pool pool;
  private final Scrutiny scrutiny;
  private final Causality causality;
  private final Guard guard;
  private final ActiveQueue active = new ActiveQueue();
  private final ArrayDeque<Outlet<?>> stale = new ArrayDeque<>();
  private boolean firing;
  private long settlings;
  private @Nullable String broken;

  Evaluator(Pool pool, Scrutiny scrutiny) {
    this.pool = pool;
    this.scrutiny = scrutiny;
    this.causality = pool.causality();
    this.guard = pool.guard();
  }

  boolean idle() {
    return active.isEmpty();
  }

  boolean firing() {
    return firing;
  }

  /// What a task broke of its table's promises, in a world where that ends the run.
  @Nullable String broken() {
    return broken;
  }

  void activate(Task<?> task) {
    TaskRecord record = task.record();
    record.unpark();
    if (!record.queued()) {
      record.queued(true);
      active.add(task);
    }
  }

  void stale(Outlet<?> outlet) {
    if (outlet.markStale()) {
      stale.add(outlet);
    }
  }

  /// Lets every watched statement that may have changed be looked at, and its watchers wake. Waits
  /// for the end of a rule that is running: half a change is nothing to look at.
  void settle() {
    if (firing || stale.isEmpty()) {
      return;
    }
    settlings++;
    Outlet<?> next = stale.poll();
    while (next != null) {
      refresh(next);
      next = stale.poll();
    }
  }

  /// Looks at up to this many active tasks; returns at how many. Fewer if the world holds them
  /// back.
  int run(int limit) {
    settle();
    int done = 0;
    while (done < limit && !active.isEmpty() && !pool.closed() && broken == null) {
      int next = scrutiny.pick(active, pool.random());
      if (next < 0) {
        break;
      }
      Task<?> task = active.take(next);
      task.record().queued(false);
      if (task.record().phase() == TaskRecord.Phase.ACTIVE) {
        step(task);
      }
      done++;
    }
    return done;
  }

  void quarantine(Task<?> task, Throwable thrown) {
    boolean before = task.record().phase() == TaskRecord.Phase.QUARANTINED;
    if (before || pool.failed(task, thrown) || !task.added()) {
      return;
    }
    holdBack(task, "a rule or clause threw");
  }

  /// Keeps the task from running for a while; longer each time, until it was calm.
  private void holdBack(Task<?> task, String why) {
    TaskRecord record = task.record();
    record.quarantined(why);
    task.abandonPermits();
    Retry retry = record.retry();
    if (retry == null) {
      retry = new Retry(task);
      record.retry(retry);
    }
    retry.start(pool);
  }

  void release(Task<?> task) {
    if (task.record().phase() == TaskRecord.Phase.QUARANTINED) {
      task.outletsStale();
      activate(task);
    }
  }

  private void refresh(Outlet<?> outlet) {
    if (!outlet.task().added()) {
      return;
    }
    try {
      outlet.refresh(settlings);
    } catch (RuntimeException | Error thrown) { // the statement of a task is that task's failure
      quarantine(outlet.task(), thrown);
    }
  }

  private <T extends Task<T>> void step(Task<T> task) {
    TaskRecord record = task.record();
    guard.pulse().begins(task);
    causality.because(record.cause(), record.root());
    try {
      Rules<T> rules = task.rules();
      beforeStep(task, rules);
      Decision.Leaf<T> leaf = rules.decide(task);
      record.at(leaf, pool.now());
      if (leaf.fires()) {
        fire(task, rules, leaf);
      } else {
        park(task, leaf);
      }
      afterStep(task, rules);
    } catch (RuntimeException | Error thrown) { // whatever a rule throws must not stop the pool
      quarantine(task, thrown);
    }
    settle();
    if (record.awaited() && task.added() && !pool.closed()) {
      record.settleAwaiters();
    }
  }

  private <T extends Task<T>> void park(Task<T> task, Decision.Leaf<T> leaf) {
    task.record().park(leaf, pool.now());
    task.parkPermits(leaf);
  }

  private <T extends Task<T>> void fire(Task<T> task, Rules<T> rules, Decision.Leaf<T> leaf) {
    TaskRecord record = task.record();
    Trace trace = causality.trace();
    long sequence = trace.fired(task, leaf.path(), record.cause(), pool.now());
    record.recent().add(task, leaf.path(), sequence, pool.now(), trace);
    record.firings()[leaf.rowIndex()]++;
    record.cause(sequence);
    int firings = record.fired();
    causality.because(sequence, record.root());
    scrutiny.firing(pool, task, leaf.row());
    boolean muted = scrutiny.muted(leaf.row(), task);
    if (!muted && !pool.closed()) {
      act(task, rules, leaf);
      scrutiny.fired(pool, task, leaf.row());
    }
    settle();
    if (record.phase() != TaskRecord.Phase.ACTIVE) {
      return;
    }
    keepsPromises(task, rules);
    if (muted) {
      park(task, leaf); // looking again at the same state would leave out the same action
    } else if (firings > guard.bounds().firingsMax()) {
      hot(task, leaf);
    } else {
      activate(task);
    }
  }

  /// A table has fewer leaves than that: the same clause values have come again and again.
  private <T extends Task<T>> void hot(Task<T> task, Decision.Leaf<T> leaf) {
    String what = HotLoop.describe(task, leaf, causality.trace());
    if (scrutiny.strict()) {
      breach(what);
      return;
    }
    guard.alarms().raise(Alarm.Kind.HOT, task, what);
    task.record().progressed();
    holdBack(task, "its rules fire in a circle");
  }

  private <T extends Task<T>> void act(Task<T> task, Rules<T> rules, Decision.Leaf<T> leaf) {
    List<BudgetClause<T>> takes = leaf.takes();
    firing = true;
    try {
      for (int i = 0; i < takes.size(); i++) {
        task.source(takes.get(i).bit(), Permit.class).take();
      }
      rules.act(task, leaf);
    } finally {
      firing = false;
      for (int i = 0; i < takes.size(); i++) {
        task.source(takes.get(i).bit(), Permit.class).bind();
      }
      task.outletsStale();
    }
  }

  private <T extends Task<T>> void beforeStep(Task<T> task, Rules<T> rules) {
    if (!scrutiny.strict()) {
      return;
    }
    keepsPromises(task, rules);
    if (!task.record().localsAre(rules.locals(task.typed()))) {
      breach(task.called() + ": somebody else wrote state that it declares local. Make it a cell, "
          + "or let the task's own action write it: " + rules.values(task.typed()));
    }
  }

  private <T extends Task<T>> void afterStep(Task<T> task, Rules<T> rules) {
    if (scrutiny.strict() && task.added()) {
      task.record().locals(rules.locals(task.typed()));
    }
  }

  private <T extends Task<T>> void keepsPromises(Task<T> task, Rules<T> rules) {
    String broke = rules.broken(task);
    if (broke != null) {
      breach(broke);
    }
  }

  private void breach(String what) {
    if (!scrutiny.strict()) {
      throw new IllegalStateException(what);
    }
    if (broken == null) {
      broken = what;
    }
  }
}
