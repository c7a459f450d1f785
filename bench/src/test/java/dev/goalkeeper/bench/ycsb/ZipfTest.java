package dev.goalkeeper.bench.ycsb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That ranks come as often as Zipf's law says, by the frequencies of a million draws.
class ZipfTest {
  private static final int DRAWS = 1_000_000;
  private static final double DEVIATIONS_MAX = 4;

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 1_000})
  void frequenciesAreThoseOfTheLaw(int n) {
    double sum = IntStream.rangeClosed(1, n).mapToDouble(ZipfTest::weight).sum();

    Counts counts = counts(n);

    assertThat(counts.deviation(i -> weight(i + 1) / sum)).isBetween(
        -DEVIATIONS_MAX, DEVIATIONS_MAX);
  }

  /// The test can tell: with another constant it fails.
  @Test
  void anotherConstantWouldBeNoticed() {
    int n = 1_000;
    double sum = IntStream.rangeClosed(1, n).mapToDouble(i -> Math.pow(i, -0.97)).sum();

    assertThat(counts(n).deviation(i -> Math.pow(i + 1, -0.97) / sum))
        .isGreaterThan(5 * DEVIATIONS_MAX);
  }

  /// Of ten billion ranks, the sum of whose weights is published with YCSB as 26.469.
  @Test
  void headOfManyRanksHasItsMass() {
    var chance = new SplittableRandom(3);
    int head = 100;
    double ofHead = IntStream.rangeClosed(1, head).mapToDouble(ZipfTest::weight).sum() / 26.469;

    long drawn = IntStream.range(0, DRAWS)
        .filter(_ -> Zipf.rank(chance, 10_000_000_000L) <= head).count();

    double deviation = Math.sqrt(DRAWS * ofHead * (1 - ofHead));
    assertThat((double) drawn).isBetween(
        DRAWS * ofHead - DEVIATIONS_MAX * deviation, DRAWS * ofHead + DEVIATIONS_MAX * deviation);
  }

  @Test
  void oneRankIsAlwaysTheFirst() {
    var chance = new SplittableRandom(4);

    assertThat(IntStream.range(0, 1_000).mapToLong(_ -> Zipf.rank(chance, 1))).containsOnly(1L);
  }

  private static Counts counts(int n) {
    var chance = new SplittableRandom(n);
    return Counts.of(n, DRAWS, () -> Zipf.rank(chance, n) - 1);
  }

  private static double weight(int rank) {
    return Math.pow(rank, -0.99);
  }
}
