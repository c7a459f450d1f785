package dev.goalkeeper.bench.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Calls of one kind, by when they were due, and how long after that they ended. For any thread.
public final class Series {
  private static final int CALLS_FIRST = 1 << 14;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, Long> failures = new TreeMap<>();
  private long[] dueNanos = new long[CALLS_FIRST];
  private long[] tookNanos = new long[CALLS_FIRST];
  private int count;

  /// A call has ended as it should.
  synchronized void ended(long due, long took) {
    if (count == dueNanos.length) {
      dueNanos = Arrays.copyOf(dueNanos, 2 * count);
      tookNanos = Arrays.copyOf(tookNanos, 2 * count);
    }
    dueNanos[count] = due;
    tookNanos[count] = took;
    count++;
  }

  /// A call has ended otherwise.
  ///
  /// @param how in a word or two
  synchronized void failed(String how) {
    failures.merge(how, 1L, Long::sum);
  }

  /// How many calls ended otherwise than they should, and how.
  public synchronized Map<String, Long> failures() {
    return new TreeMap<>(failures);
  }

  /// The calls in pieces of time, without those that have none.
  ///
  /// @param zeroNanos the moment from which on time is told; pieces begin at it
  public synchronized List<Bucket> buckets(long zeroNanos, Duration width) {
    var took = new TreeMap<Long, List<Long>>();
    for (int i = 0; i < count; i++) {
      long piece = Math.floorDiv(dueNanos[i] - zeroNanos, width.toNanos());
      took.computeIfAbsent(piece, _ -> new ArrayList<>()).add(tookNanos[i]);
    }
    return took.entrySet().stream()
        .map(each -> bucket(each.getKey() * width.toNanos(), each.getValue()))
        .toList();
  }

  /// Of all calls that were due before that moment.
  public synchronized Bucket before(long zeroNanos) {
    return bucket(0, took(Long.MIN_VALUE, zeroNanos));
  }

  /// The longest that any call took that was due at that moment or later.
  public synchronized double longestMillis(long zeroNanos) {
    return took(zeroNanos, Long.MAX_VALUE).stream().mapToLong(each -> each).max().orElse(0)
        / NANOS_PER_MILLI;
  }

  /// How long after that moment the first call ended that was due after it.
  public synchronized double backMillis(long zeroNanos) {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (dueNanos[i] > zeroNanos) {
        first = Math.min(first, dueNanos[i] + tookNanos[i] - zeroNanos);
      }
    }
    return first == Long.MAX_VALUE ? -1 : first / NANOS_PER_MILLI;
  }

  private List<Long> took(long from, long until) {
    var took = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      if (dueNanos[i] >= from && dueNanos[i] < until) {
        took.add(tookNanos[i]);
      }
    }
    return took;
  }

  private static Bucket bucket(long fromNanos, List<Long> took) {
    long[] sorted = took.stream().mapToLong(each -> each).sorted().toArray();
    return new Bucket(fromNanos / NANOS_PER_MILLI, sorted.length, micros(sorted, 0.50),
        micros(sorted, 0.99), micros(sorted, 1));
  }

  /// The least that so large a share took, or less.
  private static double micros(long[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / NANOS_PER_MICRO;
  }
}
