package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last firings of one task, kept beside it so that `why` still answers long after the pool's
/// ring has gone on; with each, what caused it.
final class Recent {
  static final int FIRINGS = 4;

  private final long[] sequences = new long[FIRINGS];
  private final long[] times = new long[FIRINGS];
  private final long[] causes = new long[FIRINGS];
  private final int[] paths = new int[FIRINGS];
  private final @Nullable Object[] causeSubjects;
  private final int[] causeDetails = new int[FIRINGS];
  private long count;

  /// A firing, and the entry that caused it as the ring had it then.
  record Firing(Trace.Entry entry, @Nullable Object causeSubject, int causeDetail) {}

  Recent() {
    causeSubjects = new @Nullable Object[FIRINGS];
  }

  void add(long sequence, int path, long now, long cause, Trace trace) {
    int at = (int) (count++ % FIRINGS);
    sequences[at] = sequence;
    times[at] = now;
    paths[at] = path;
    causes[at] = cause;
    trace.copyTo(cause, causeSubjects, causeDetails, at);
  }

  /// The firings, newest first.
  List<Firing> newestFirst(Task<?> task) {
    var firings = new ArrayList<Firing>();
    for (long i = count - 1; i >= Math.max(0, count - FIRINGS); i--) {
      int at = (int) (i % FIRINGS);
      var entry = new Trace.Entry(sequences[at], task, paths[at], causes[at], times[at]);
      firings.add(new Firing(entry, causeSubjects[at], causeDetails[at]));
    }
    return firings;
  }
}
