package dev.goalkeeper.pools;

/// A source of change with a deadline in its pool's [TimerHeap].
abstract sealed class Timed extends Source permits Op, Timer, Retry {
  static final int NOT_QUEUED = -1;

  private long deadlineNanos;
  private int heapIndex = NOT_QUEUED;

  Timed(Task<?> owner, int bit) {
    super(owner, bit);
  }

  /// The deadline came. Runs between rules, on the pool's thread.
  abstract void expired();

  /// The word for it in a trace.
  abstract String what();

  final long deadlineNanos() {
    return deadlineNanos;
  }

  final void deadlineNanos(long nanos) {
    deadlineNanos = nanos;
  }

  /// By difference: a clock may pass the largest number.
  final boolean before(Timed other) {
    return deadlineNanos - other.deadlineNanos < 0;
  }

  final int heapIndex() {
    return heapIndex;
  }

  final void heapIndex(int index) {
    heapIndex = index;
  }

  final boolean queued() {
    return heapIndex != NOT_QUEUED;
  }
}
