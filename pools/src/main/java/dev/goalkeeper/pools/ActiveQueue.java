package dev.goalkeeper.pools;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The active tasks of a pool, in lanes. Whose turn it is follows from what each lane has had, by
/// its weight (stride scheduling): every turn brings its lane's clock forward by the inverse of its
/// weight, and the lane whose clock is furthest behind is next. A lane that was empty comes back
/// as if it had just had a turn: it has saved nothing up.
///
/// With one lane it is a plain queue: its clock is never looked at.
final class ActiveQueue {
  /// How far a turn brings the clock of a lane of weight 1: so far that the steps of all weights
  /// differ by more than what rounding takes off.
  private static final long STRIDE = 1 << 20;

  private Queue[] lanes = {new Queue(Lane.STANDARD, 0)};
  private long clock;
  private int size;

  private static final class Queue {
    final Lane lane;
    final long stride;
    final TaskRing tasks = new TaskRing();
    long clock;

    Queue(Lane lane, long clock) {
      this.lane = lane;
      this.stride = STRIDE / lane.weight();
      this.clock = clock;
    }

    /// Its next turn is as far off as if it had just had one.
    void comesBack(long now) {
      if (clock - now < stride) {
        clock = now + stride;
      }
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void add(Task<?> task) {
    Queue queue = queue(task.laneHere());
    if (queue.tasks.isEmpty()) {
      queue.comesBack(clock);
    }
    queue.tasks.add(task);
    size++;
  }

  /// The position of the task whose turn it is.
  int next() {
    if (lanes.length == 1) {
      return 0;
    }
    int position = 0;
    int first = 0;
    @Nullable Queue chosen = null;
    for (Queue queue : lanes) {
      if (!queue.tasks.isEmpty() && (chosen == null || queue.clock - chosen.clock < 0)) {
        chosen = queue;
        first = position;
      }
      position += queue.tasks.size();
    }
    return first;
  }

  /// The task at this position: those of the first lane from their head, then those of the next.
  Task<?> get(int position) {
    int place = position;
    int lane = 0;
    while (place >= lanes[lane].tasks.size()) {
      place -= lanes[lane++].tasks.size();
    }
    return lanes[lane].tasks.get(place);
  }

  /// Takes out the task at this position; the head of its lane takes its place. The lane has had a
  /// turn.
  Task<?> take(int position) {
    int place = position;
    int lane = 0;
    while (place >= lanes[lane].tasks.size()) {
      place -= lanes[lane++].tasks.size();
    }
    Queue queue = lanes[lane];
    clock = queue.clock;
    queue.clock += queue.stride;
    size--;
    return queue.tasks.take(place);
  }

  private Queue queue(Lane lane) {
    for (Queue queue : lanes) {
      if (queue.lane == lane) {
        return queue;
      }
    }
    lanes = Arrays.copyOf(lanes, lanes.length + 1);
    lanes[lanes.length - 1] = new Queue(lane, clock);
    return lanes[lanes.length - 1];
  }
}
