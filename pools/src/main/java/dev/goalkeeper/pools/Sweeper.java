package dev.goalkeeper.pools;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at sleeping tasks in turn for wake-ups that were missed: the stall that the paper calls hard
/// to detect (4.1). Live it wakes the task and reports; in a simulation a miss is a failure.
final class Sweeper {
  /// Tasks looked at after a busy turn: so few that they do not show.
  static final int TASKS_PER_TURN = 2;

  /// Tasks looked at after a turn in a simulation, where a miss should surface at once.
  static final int TASKS_PER_TURN_STRICT = 16;

  private final List<Task<?>> tasks;
  private int position;
  private long healed;

  Sweeper(List<Task<?>> tasks) {
    this.tasks = tasks;
  }

  long healed() {
    return healed;
  }

  /// Looks at some sleeping tasks; returns the first that missed a wake-up, or nothing.
  @Nullable Miss sweep(int count) {
    for (int i = 0; i < Math.min(count, tasks.size()); i++) {
      position = position + 1 < tasks.size() ? position + 1 : 0;
      Task<?> task = tasks.get(position);
      if (task.record().phase() == TaskRecord.Phase.PARKED) {
        String missed = Evaluator.missed(task);
        if (missed != null) {
          healed++;
          return new Miss(task, missed);
        }
      }
    }
    return null;
  }

  /// A task that slept through a change.
  record Miss(Task<?> task, String what) {}
}
