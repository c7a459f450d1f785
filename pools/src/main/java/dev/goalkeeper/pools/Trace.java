package dev.goalkeeper.pools;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a pool did last, in a ring: firings, events, results, timers, each with its cause. Always
/// on; writing an entry allocates nothing.
final class Trace {
  /// Entries kept: enough to explain the last turns of a busy pool, small enough to forget.
  static final int ENTRIES = 1 << 14;

  /// The cause of what nothing in the pool caused.
  static final long NO_CAUSE = -1;

  private final Onlooker onlooker;
  private final long begunNanos;
  private final int mask;
  private final @Nullable Object[] subjects;
  private final int[] details;
  private final long[] causes;
  private final long[] times;
  private long next;

  /// One entry.
  ///
  /// @param sequence its number
  /// @param subject a task (it fired), an operation (it ended), a timer (it ran out), or an event's
  /// name
  /// @param detail the path of a firing; the status of an operation
  /// @param cause the number of the entry that led to it
  /// @param timeNanos when
  record Entry(long sequence, Object subject, int detail, long cause, long timeNanos) {}

  /// @param entries how many it keeps, a power of two
  /// @param onlooker told of firings and results
  /// @param now when the pool begins
  Trace(int entries, Onlooker onlooker, long now) {
    begunNanos = now;
    this.onlooker = onlooker;
    mask = entries - 1;
    details = new int[entries];
    causes = new long[entries];
    times = new long[entries];
    subjects = new @Nullable Object[entries];
  }

  /// When the pool began.
  long begunNanos() {
    return begunNanos;
  }

  long event(String name, long cause, long now) {
    return add(name, 0, cause, now);
  }

  long fired(Task<?> task, int path, long cause, long now) {
    onlooker.fires(task, path, cause);
    return add(task, path, cause, now);
  }

  long completed(Op<?> op, long startedBy, long now) {
    onlooker.ended(op);
    return add(op, op.status().ordinal(), startedBy, now);
  }

  long rang(Timer timer, long startedBy, long now) {
    return add(timer, 0, startedBy, now);
  }

  Optional<Entry> find(long sequence) {
    Object subject = keeps(sequence) ? subject(sequence) : null;
    if (subject == null) {
      return Optional.empty();
    }
    int at = (int) (sequence & mask);
    return Optional.of(new Entry(sequence, subject, details[at], causes[at], times[at]));
  }

  /// True if the ring has not lost this entry.
  boolean keeps(long sequence) {
    return sequence >= 0 && sequence >= next - subjects.length && sequence < next;
  }

  /// What an entry that is kept is about.
  @Nullable Object subject(long sequence) {
    return subjects[(int) (sequence & mask)];
  }

  /// The detail of an entry that is kept.
  int detail(long sequence) {
    return details[(int) (sequence & mask)];
  }

  long size() {
    return next;
  }

  private long add(Object subject, int detail, long cause, long now) {
    int at = (int) (next & mask);
    subjects[at] = subject;
    details[at] = detail;
    causes[at] = cause;
    times[at] = now;
    return next++;
  }
}
