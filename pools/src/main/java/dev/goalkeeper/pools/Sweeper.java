package dev.goalkeeper.pools;

import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at sleeping tasks in turn for wake-ups that were missed: the stall that the paper calls
/// hard to detect (4.1). Live it wakes the task and reports; in a simulation a miss is a failure.
final class Sweeper {
  /// Tasks looked at after a busy turn: so few that they do not show.
  static final int TASKS_PER_TURN = 2;

  /// Tasks looked at after a turn in a simulation, where a miss should surface at once.
  static final int TASKS_PER_TURN_STRICT = 16;

  private static final System.Logger LOG = System.getLogger("dev.goalkeeper.pools");

  private final List<Task<?>> tasks;
  private int position;
  private long healed;

  Sweeper(List<Task<?>> tasks) {
    this.tasks = tasks;
  }

  long healed() {
    return healed;
  }

  /// Looks at some of the pool's sleeping tasks; wakes the first that missed a wake-up.
  ///
  /// @throws IllegalStateException for such a task in a strict world
  void sweep(Pool pool) {
    boolean strict = pool.world().scrutiny().strict();
    Miss miss = firstMiss(strict ? TASKS_PER_TURN_STRICT : TASKS_PER_TURN);
    if (miss == null) {
      return;
    }
    if (strict) {
      throw new IllegalStateException("missed wake-up in pool " + pool.name() + ": " + miss.what());
    }
    LOG.log(Level.WARNING, "pool " + pool.name() + " healed a missed wake-up: " + miss.what());
    pool.wake(miss.task());
  }

  private @Nullable Miss firstMiss(int count) {
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
  private record Miss(Task<?> task, String what) {}
}
