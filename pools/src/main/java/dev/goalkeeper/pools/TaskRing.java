package dev.goalkeeper.pools;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tasks, first come first, in a ring that grows.
final class TaskRing {
  private static final int CAPACITY_FIRST = 64;

  private @Nullable Task<?>[] ring;
  private int head;
  private int size;

  TaskRing() {
    ring = new @Nullable Task<?>[CAPACITY_FIRST];
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void add(Task<?> task) {
    if (size == ring.length) {
      grow();
    }
    ring[head + size & ring.length - 1] = task;
    size++;
  }

  /// The task at this position from the head.
  Task<?> get(int position) {
    return present(ring[head + position & ring.length - 1], position);
  }

  /// Takes out the task at this position from the head; the head takes its place.
  Task<?> take(int position) {
    int at = head + position & ring.length - 1;
    Task<?> taken = ring[at];
    ring[at] = ring[head];
    ring[head] = null;
    head = head + 1 & ring.length - 1;
    size--;
    return present(taken, position);
  }

  private static Task<?> present(@Nullable Task<?> task, int position) {
    if (task == null) {
      throw new IllegalStateException("the active queue has a gap at " + position);
    }
    return task;
  }

  private void grow() {
    var bigger = Arrays.copyOf(ring, ring.length * 2);
    System.arraycopy(ring, 0, bigger, ring.length, head);
    Arrays.fill(bigger, 0, head, null);
    ring = bigger;
  }
}
