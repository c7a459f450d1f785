package dev.goalkeeper.bench.ycsb;

import java.util.Map;

/// What a run of operations came to.
///
/// @param operations that ended, however that was
/// @param latencies of those without trouble, by kind
/// @param troubles how many had which
public record Result(
    long operations, long tookNanos, Map<Operation, Latencies> latencies,
    Map<Trouble, Long> troubles) {
  private static final double NANOS_PER_SECOND = 1e9;

  public double seconds() {
    return tookNanos / NANOS_PER_SECOND;
  }

  /// Of those without trouble.
  public double perSecond() {
    long good = latencies.values().stream().mapToLong(Latencies::count).sum();
    return good * NANOS_PER_SECOND / Math.max(1, tookNanos);
  }

  /// How many answers were not so: with one of them the store is broken.
  public long wrong() {
    return troubles.entrySet().stream().filter(each -> each.getKey().wrong())
        .mapToLong(Map.Entry::getValue).sum();
  }
}
