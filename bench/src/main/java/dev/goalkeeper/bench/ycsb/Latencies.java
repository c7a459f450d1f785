package dev.goalkeeper.bench.ycsb;

import org.HdrHistogram.Histogram;

/// How long operations of one kind took that went as they should, in microseconds.
///
/// @param count of them
public record Latencies(
    long count, double p50Micros, double p95Micros, double p99Micros, double maxMicros) {
  private static final double NANOS_PER_MICRO = 1e3;

  static Latencies of(Histogram nanos) {
    return new Latencies(nanos.getTotalCount(), micros(nanos, 50), micros(nanos, 95),
        micros(nanos, 99), nanos.getMaxValue() / NANOS_PER_MICRO);
  }

  private static double micros(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
  }
}
