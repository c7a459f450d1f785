package dev.goalkeeper.bench.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A queue of active tasks and a ring of what happened: a pool, as somebody would write it who has
/// these tasks alone.
final class LoopByHand {
  /// As large as a pool's ring, and a turn as long as a pool's at the most.
  private static final int ENTRIES = 1 << 14;

  private static final int STEPS = 4_096;

  private final @Nullable Object[] subjects = new @Nullable Object[ENTRIES];
  private final int[] details = new int[ENTRIES];
  private final long[] causes = new long[ENTRIES];
  private final long[] times = new long[ENTRIES];
  private final TaskByHand[] queue;
  private long next;
  private int head;
  private int size;

  LoopByHand(List<? extends TaskByHand> tasks) {
    queue = new TaskByHand[Integer.highestOneBit(Math.max(2, 2 * tasks.size() - 1))];
    tasks.forEach(this::activate);
  }

  /// Looks at active tasks; returns at how many.
  int turn(long now) {
    int done = 0;
    while (done < STEPS && size > 0) {
      TaskByHand task = queue[head];
      head = (head + 1) & (queue.length - 1);
      size--;
      task.taken();
      step(task, now);
      done++;
    }
    return done;
  }

  private void step(TaskByHand task, long now) {
    int row = task.row();
    task.at(row, now);
    if (!task.fires(row)) {
      task.park(row);
      return;
    }
    task.fired(row, now, this);
    task.act(row);
    if (!task.sound()) {
      throw new IllegalStateException(task.told());
    }
    activate(task);
  }

  private void activate(TaskByHand task) {
    if (task.activate()) {
      queue[(head + size) & (queue.length - 1)] = task;
      size++;
    }
  }

  long trace(TaskByHand task, int row, long cause, long now) {
    int at = (int) (next & (ENTRIES - 1));
    subjects[at] = task;
    details[at] = row;
    causes[at] = cause;
    times[at] = now;
    return next++;
  }

  private boolean kept(long sequence) {
    return sequence >= 0 && sequence >= next - ENTRIES && sequence < next;
  }

  @Nullable Object subject(long sequence) {
    return kept(sequence) ? subjects[(int) (sequence & (ENTRIES - 1))] : null;
  }

  int detail(long sequence) {
    return kept(sequence) ? details[(int) (sequence & (ENTRIES - 1))] : 0;
  }
}
