package dev.goalkeeper.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/// What calling for a while showed.
///
/// @param p50Micros of the time from a call's submission to its end
/// @param perSecond calls that have ended
public record Sample(double p50Micros, double p99Micros, double p999Micros, double perSecond) {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  static Sample of(Histogram nanos, long tookNanos) {
    return new Sample(
        nanos.getValueAtPercentile(50) / NANOS_PER_MICRO,
        nanos.getValueAtPercentile(99) / NANOS_PER_MICRO,
        nanos.getValueAtPercentile(99.9) / NANOS_PER_MICRO,
        nanos.getTotalCount() * NANOS_PER_SECOND / tookNanos);
  }

  /// Each number's median: on a shared machine one bad round is the machine's.
  static Sample median(List<Sample> samples) {
    return new Sample(
        median(samples, Sample::p50Micros),
        median(samples, Sample::p99Micros),
        median(samples, Sample::p999Micros),
        median(samples, Sample::perSecond));
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> number) {
    double[] sorted = samples.stream().mapToDouble(number).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
