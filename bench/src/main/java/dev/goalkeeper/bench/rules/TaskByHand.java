package dev.goalkeeper.bench.rules;

import org.jspecify.annotations.Nullable;

/// What somebody would remember of a task who writes its rules as ifs and wants to answer the same
/// questions: since when is it in its row, how often has each fired, what were the last firings and
/// their causes, and what is it to be woken by.
abstract sealed class TaskByHand permits CopyByHand, WideByHand {
  private static final int RECENT = 4;

  private final long[] firings;
  private final long[] sequences = new long[RECENT];
  private final long[] times = new long[RECENT];
  private final long[] causes = new long[RECENT];
  private final int[] rows = new int[RECENT];
  private final @Nullable Object[] causeSubjects = new @Nullable Object[RECENT];
  private final int[] causeRows = new int[RECENT];
  private long count;
  private long cause = -1;
  private int at = -1;
  private long sinceNanos;
  private long parkedOn;
  private boolean queued;

  TaskByHand(int rowCount) {
    firings = new long[rowCount];
  }

  /// The row that applies.
  abstract int row();

  abstract boolean fires(int row);

  abstract void act(int row);

  /// False if it is in a state that it should never be in.
  abstract boolean sound();

  final void at(int row, long now) {
    if (row != at) {
      at = row;
      sinceNanos = now;
    }
  }

  final void fired(int row, long now, LoopByHand loop) {
    long sequence = loop.trace(this, row, cause, now);
    int place = (int) (count++ % RECENT);
    sequences[place] = sequence;
    times[place] = now;
    rows[place] = row;
    causes[place] = cause;
    causeSubjects[place] = loop.subject(cause);
    causeRows[place] = loop.detail(cause);
    firings[row]++;
    cause = sequence;
  }

  final void park(int row) {
    parkedOn = 1L << row;
  }

  /// True if it has no place in the queue yet.
  final boolean activate() {
    parkedOn = 0;
    boolean first = !queued;
    queued = true;
    return first;
  }

  final void taken() {
    queued = false;
  }

  /// For people, as `explain` is: the row, since when, woken by what, after which firings.
  final String told() {
    int last = (int) Math.floorMod(count - 1, (long) RECENT);
    return "row " + at + " since " + sinceNanos + ", wakes on " + parkedOn + "; fired row "
        + rows[last] + " at " + times[last] + " as " + sequences[last] + " because of "
        + causes[last] + " (" + causeSubjects[last] + " row " + causeRows[last] + ")";
  }

  final long firings() {
    long sum = 0;
    for (long each : firings) {
      sum += each;
    }
    return sum;
  }
}
