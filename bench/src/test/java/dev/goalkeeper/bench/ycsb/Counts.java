package dev.goalkeeper.bench.ycsb;

import java.util.function.IntToDoubleFunction;
import java.util.function.LongSupplier;

/// How often each of a few numbers was drawn, held against how often it should have been.
final class Counts {
  private final long[] counts;
  private final int draws;

  private Counts(long[] counts, int draws) {
    this.counts = counts;
    this.draws = draws;
  }

  /// @param numbers those that can be drawn: from 0 on, so many
  static Counts of(int numbers, int draws, LongSupplier drawn) {
    long[] counts = new long[numbers];
    for (int i = 0; i < draws; i++) {
      counts[Math.toIntExact(drawn.getAsLong())]++;
    }
    return new Counts(counts, draws);
  }

  long of(int number) {
    return counts[number];
  }

  double share(int number) {
    return (double) counts[number] / draws;
  }

  /// Pearson's chi-square by how many standard deviations it is above or below what it would be if
  /// each number had that probability: beyond 4, once in thirty thousand seeds.
  double deviation(IntToDoubleFunction probability) {
    double chiSquare = 0;
    for (int number = 0; number < counts.length; number++) {
      double expected = draws * probability.applyAsDouble(number);
      chiSquare += (counts[number] - expected) * (counts[number] - expected) / expected;
    }
    int freedom = counts.length - 1;
    return (chiSquare - freedom) / Math.sqrt(2.0 * freedom);
  }
}
