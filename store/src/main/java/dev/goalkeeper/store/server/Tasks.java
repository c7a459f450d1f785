package dev.goalkeeper.store.server;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Snapshot;
import dev.goalkeeper.pools.Task;
import java.util.List;

/// The tasks of a pool, by the names that explain and why take.
final class Tasks {
  /// Tasks that a status lists: those that are not at their goal first. The rest is counted.
  private static final int LISTED_MAX = 500;

  private Tasks() {}

  static void list(Report report, Pool pool) {
    List<Snapshot> all = pool.tasks().stream().map(Tasks::look).toList();
    List<Object> listed = report.list("tasks");
    report.line("tasks, %d".formatted(all.size()));
    for (boolean atGoal : new boolean[] {false, true}) {
      all.stream().filter(task -> task.atGoal() == atGoal)
          .limit(Math.max(0, LISTED_MAX - listed.size()))
          .forEach(task -> add(report, listed, task));
    }
    if (all.size() > listed.size()) {
      report.line("  and %d more".formatted(all.size() - listed.size()));
    }
    report.put("tasks_total", all.size());
  }

  private static Snapshot look(Task<?> task) {
    return task.pool().latest(task);
  }

  private static void add(Report report, List<Object> listed, Snapshot task) {
    String where = task.atGoal() ? "" : "  (not at its goal)";
    report.line("  %-4s %s%s".formatted(task.row(), task.task(), where));
    listed.add(Report.object("task", task.task(), "row", task.row(), "at_goal", task.atGoal()));
  }
}
