package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The deadlines of a pool, earliest first: a binary heap whose entries know their place, so that
/// stopping a timer costs as little as starting one and nothing is allocated.
final class TimerHeap {
  private static final int CAPACITY_FIRST = 64;

  private @Nullable Timed[] heap;
  private int size;

  TimerHeap() {
    heap = new @Nullable Timed[CAPACITY_FIRST];
  }

  void add(Timed timed, long deadlineNanos) {
    remove(timed);
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    timed.deadlineNanos(deadlineNanos);
    place(size++, timed);
    siftUp(timed);
  }

  void remove(Timed timed) {
    if (!timed.queued()) {
      return;
    }
    int hole = timed.heapIndex();
    timed.heapIndex(Timed.NOT_QUEUED);
    Timed last = at(--size);
    heap[size] = null;
    if (last != timed) {
      place(hole, last);
      siftUp(last);
      siftDown(last);
    }
  }

  /// Takes out the earliest deadline that has come, if any.
  @Nullable Timed pollExpired(long nowNanos) {
    if (size == 0 || at(0).deadlineNanos() - nowNanos > 0) {
      return null;
    }
    Timed first = at(0);
    remove(first);
    return first;
  }

  /// Those that run, in an order that follows from what was added and removed.
  List<Timed> running() {
    var running = new ArrayList<Timed>();
    for (int index = 0; index < size; index++) {
      running.add(at(index));
    }
    return running;
  }

  /// The earliest deadline, or `Long.MAX_VALUE` without one.
  long next() {
    return size == 0 ? Long.MAX_VALUE : at(0).deadlineNanos();
  }

  private Timed at(int index) {
    Timed timed = heap[index];
    if (timed == null) {
      throw new IllegalStateException("timer heap has a gap at " + index);
    }
    return timed;
  }

  private void place(int index, Timed timed) {
    heap[index] = timed;
    timed.heapIndex(index);
  }

  private void siftUp(Timed timed) {
    int index = timed.heapIndex();
    while (index > 0) {
      int parent = (index - 1) >>> 1;
      Timed above = at(parent);
      if (!timed.before(above)) {
        break;
      }
      place(index, above);
      index = parent;
    }
    place(index, timed);
  }

  private void siftDown(Timed timed) {
    int index = timed.heapIndex();
    while (2 * index + 1 < size) {
      int child = 2 * index + 1;
      if (child + 1 < size && at(child + 1).before(at(child))) {
        child++;
      }
      Timed below = at(child);
      if (!below.before(timed)) {
        break;
      }
      place(index, below);
      index = child;
    }
    place(index, timed);
  }
}
