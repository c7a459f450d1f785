package dev.goalkeeper.pools;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at sleeping tasks in turn for wake-ups that were missed: the stall that the paper calls
/// hard to detect (4.1). Live it wakes the task and reports; in a simulation a miss is a failure.
final class Sweeper {
  /// How often a quiet pool sweeps: so rarely that it costs nothing.
  static final long QUIET_NANOS = Duration.ofMillis(100).toNanos();

  /// Tasks looked at after a busy turn: so few that they do not show.
  private static final int TASKS_BUSY = 2;

  /// Tasks looked at when the pool is quiet: well under a millisecond, a million tasks in minutes.
  private static final int TASKS_QUIET = 256;

  /// Tasks looked at after a turn in a simulation, where a miss should surface soon: all of a small
  /// pool at once, all of a server's within twenty turns, which is a few milliseconds. All of them
  /// after each turn took half of a simulation's time.
  static final int TASKS_STRICT = 6;

  private final List<Task<?>> tasks;
  private final Scrutiny scrutiny;
  private final Guard guard;
  private int position;
  private long quietAt;
  private long healed;

  Sweeper(List<Task<?>> tasks, Scrutiny scrutiny, Guard guard) {
    this.tasks = tasks;
    this.scrutiny = scrutiny;
    this.guard = guard;
  }

  long healed() {
    return healed;
  }

  /// When a pool without work should take a turn to sweep; `Long.MAX_VALUE` if it need not.
  /// Simulated pools sweep more in the turns that they have, so that a world without work comes to
  /// its end.
  long due() {
    return scrutiny.strict() || tasks.isEmpty() ? Long.MAX_VALUE : quietAt + QUIET_NANOS;
  }

  /// How many tasks to look at after a turn that did this much.
  int share(int work, long now) {
    if (scrutiny.strict()) {
      return scrutiny.share();
    }
    if (work == 0 && now - due() >= 0) {
      quietAt = now;
      return TASKS_QUIET;
    }
    return TASKS_BUSY;
  }

  /// Looks at some tasks; returns the first that missed a wake-up, or nothing.
  @Nullable Task<?> sweep(int count, long now) {
    for (int i = 0; i < Math.min(count, tasks.size()); i++) {
      position = position + 1 < tasks.size() ? position + 1 : 0;
      Task<?> task = tasks.get(position);
      tellOverdue(task, now);
      if (missed(task)) {
        healed++;
        return task;
      }
    }
    return null;
  }

  /// Says once that a task has not reached its goal. A simulation has bounds of its own.
  private void tellOverdue(Task<?> task, long now) {
    TaskRecord record = task.record();
    if (!scrutiny.strict() && record.overdue(now, guard.bounds().overdue().toNanos())) {
      long seconds = Duration.ofNanos(now - record.awaySinceNanos()).toSeconds();
      guard.alarms().raise(Alarm.Kind.OVERDUE, task, record.place(Alarms.nameOf(task))
          + " has been away from its goal for " + seconds + " s:\n"
          + Explainer.safely(task, now));
    }
  }

  /// True if the task sleeps through a change, or those that watch it do. A clause that throws is a
  /// change too: the task wakes, and fails by its own doing.
  private static <T extends Task<T>> boolean missed(Task<T> task) {
    TaskRecord record = task.record();
    Decision.Leaf<?> slept = record.leaf();
    if (record.phase() != TaskRecord.Phase.PARKED || slept == null) {
      return false;
    }
    try {
      return !task.rules().holds(task, slept) || staleOutlet(task) != null;
    } catch (RuntimeException | Error thrown) {
      return true;
    }
  }

  /// What was missed, in words.
  static <T extends Task<T>> String describe(Task<T> task) {
    Rules<T> rules = task.rules();
    Decision.Leaf<?> slept = task.record().leaf();
    Outlet<?> outlet = staleOutlet(task);
    if (outlet != null) {
      return task.called() + ": '" + outlet.statement() + "' changed, its watchers were not told";
    }
    String row = slept == null ? "-" : slept.row().name() + " ("
        + slept.cube().show(rules.clauses().all()) + ")";
    return task.called() + " sleeps on " + row + " but is at " + rules.values(task.typed())
        + ": something changed that none of its clauses names. Name it as a source of the fact "
        + "that reads it.";
  }

  private static @Nullable Outlet<?> staleOutlet(Task<?> task) {
    List<Outlet<?>> outlets = task.outlets();
    for (int i = 0; i < outlets.size(); i++) {
      if (outlets.get(i).evaluate() != outlets.get(i).value()) {
        return outlets.get(i);
      }
    }
    return null;
  }
}
