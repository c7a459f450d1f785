package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;

/// A statement about a task that other tasks watch: its last known value, and who watches. It is
/// evaluated after each change of the task, so peers and group owners wake exactly when it turns.
final class Outlet<P extends Task<P>> {
  private final P task;
  private final Literal<P> statement;
  private final List<Watch> watchers = new ArrayList<>();
  private boolean value;
  private boolean stale;

  Outlet(P task, Literal<P> statement) {
    this.task = task;
    this.statement = statement;
    this.value = evaluate();
  }

  boolean value() {
    return value;
  }

  P task() {
    return task;
  }

  Literal<P> statement() {
    return statement;
  }

  boolean states(Literal<?> other) {
    return statement.clause() == other.clause() && statement.mask() == other.mask();
  }

  boolean dependsOn(int bit) {
    return (statement.clause().wakeMask() >>> bit & 1) != 0;
  }

  void add(Watch watch) {
    watchers.add(watch);
  }

  void remove(Watch watch) {
    watchers.remove(watch);
  }

  /// Marks it for a new look; false if it was marked already.
  boolean markStale() {
    boolean first = !stale;
    stale = true;
    return first;
  }

  /// Looks anew and tells the watchers if the value turned.
  void refresh() {
    stale = false;
    boolean now = evaluate();
    if (now == value) {
      return;
    }
    value = now;
    for (Watch watch : watchers) {
      watch.turned(now);
    }
  }

  /// The task is gone: whoever watched it sees no peer any more.
  void orphan() {
    for (Watch watch : List.copyOf(watchers)) {
      watch.lost();
    }
  }

  boolean evaluate() {
    return statement.holds(statement.clause().value(task));
  }
}
