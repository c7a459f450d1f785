package dev.goalkeeper.pools;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A statement about a task that other tasks watch: its last known value, and who watches. It is
/// evaluated after each change of the task, so peers and group owners wake exactly when it turns.
///
/// It is born false and stale: the first look happens between two rules like every other, where a
/// statement that throws is its own task's failure and nobody else's.
final class Outlet<P extends Task<P>> {
  /// How often one settling may turn it. Statements about each other turn a few times at the most;
  /// those that deny each other would go on for ever.
  private static final int TURNS_MAX = 64;

  private final P task;
  private final Literal<P> statement;
  private @Nullable Watch[] watchers;
  private int watching;
  private boolean value;
  private boolean stale;
  private long settling;
  private int turns;

  Outlet(P task, Literal<P> statement) {
    this.task = task;
    this.statement = statement;
    this.watchers = new @Nullable Watch[1];
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
    if (watching == watchers.length) {
      watchers = Arrays.copyOf(watchers, 2 * watching);
    }
    watch.place(watching);
    watchers[watching++] = watch;
  }

  /// Costs the same whether two tasks watch or a hundred thousand; the last takes the gap.
  void remove(Watch watch) {
    Watch last = watcher(--watching);
    watchers[watching] = null;
    if (last != watch) {
      watchers[watch.place()] = last;
      last.place(watch.place());
    }
  }

  /// Marks it for a new look; false if it was marked already.
  boolean markStale() {
    boolean first = !stale;
    stale = true;
    return first;
  }

  /// Looks anew and tells the watchers if the value turned.
  ///
  /// @param round the number of this settling
  void refresh(long round) {
    stale = false;
    boolean now = evaluate();
    if (now == value) {
      return;
    }
    turns = settling == round ? turns + 1 : 1;
    settling = round;
    if (turns > TURNS_MAX) {
      throw new IllegalStateException(
          task.called() + ": '" + statement + "' never settles: it rests on a statement of another "
              + "task that rests on this one and denies it");
    }
    value = now;
    for (int i = 0; i < watching; i++) {
      watcher(i).turned(now);
    }
  }

  private Watch watcher(int place) {
    return Objects.requireNonNull(watchers[place]);
  }

  boolean evaluate() {
    return statement.holds(statement.clause().value(task));
  }
}
