package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last firings of one task, kept beside it so that `why` still answers long after the pool's
/// ring has gone on; with each, what caused it. The numbers of a firing lie side by side: writing
/// them touches one line of the cache.
final class Recent {
  static final int FIRINGS = 4;

  private static final int SEQUENCE = 0;
  private static final int TIME = 1;
  private static final int CAUSE = 2;

  /// The path of the firing, and above it the detail of what caused it.
  private static final int DETAILS = 3;

  private static final int NUMBERS = 4;

  private final long[] numbers = new long[NUMBERS * FIRINGS];
  private final @Nullable Object[] causeSubjects;
  private int count;
  private int last;

  /// A firing, and the entry that caused it as the ring had it then.
  record Firing(Trace.Entry entry, @Nullable Object causeSubject, int causeDetail) {}

  Recent() {
    causeSubjects = new @Nullable Object[FIRINGS];
  }

  void add(Task<?> task, int path, long sequence, long now, Trace trace) {
    int at = last + 1 & FIRINGS - 1;
    long cause = task.record().cause();
    boolean own = count > 0 && numbers[last * NUMBERS + SEQUENCE] == cause;
    int detail = 0;
    if (trace.keeps(cause)) {
      detail = own ? (int) numbers[last * NUMBERS + DETAILS] : trace.detail(cause);
      causeSubjects[at] = own ? task : trace.subject(cause);
    } else {
      causeSubjects[at] = null;
    }
    int first = at * NUMBERS;
    numbers[first + SEQUENCE] = sequence;
    numbers[first + TIME] = now;
    numbers[first + CAUSE] = cause;
    numbers[first + DETAILS] = (long) detail << Integer.SIZE | path;
    last = at;
    count = Math.min(count + 1, FIRINGS);
  }

  /// The firings, newest first.
  List<Firing> newestFirst(Task<?> task) {
    var firings = new ArrayList<Firing>();
    for (int back = 0; back < count; back++) {
      int at = last - back & FIRINGS - 1;
      int first = at * NUMBERS;
      var entry = new Trace.Entry(numbers[first + SEQUENCE], task, (int) numbers[first + DETAILS],
          numbers[first + CAUSE], numbers[first + TIME]);
      firings.add(new Firing(
          entry, causeSubjects[at], (int) (numbers[first + DETAILS] >>> Integer.SIZE)));
    }
    return firings;
  }
}
