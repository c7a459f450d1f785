package dev.goalkeeper.bench.ycsb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which records are chosen how often.
class ChoiceTest {
  private static final int RECORDS = 1_000;
  private static final int DRAWS = 1_000_000;
  private static final double DEVIATIONS_MAX = 4;

  private static final Choice.Range ALL = new Choice.Range(RECORDS, RECORDS);

  @Test
  void uniformChoosesAllAlike() {
    Counts counts = counts(Choice.UNIFORM, ALL);

    assertThat(counts.deviation(_ -> 1.0 / RECORDS)).isBetween(-DEVIATIONS_MAX, DEVIATIONS_MAX);
    assertThat(counts(Choice.ZIPFIAN, ALL).deviation(_ -> 1.0 / RECORDS))
        .isGreaterThan(100 * DEVIATIONS_MAX);
  }

  @Test
  void latestChoosesByAge() {
    double sum = IntStream.rangeClosed(1, RECORDS).mapToDouble(ChoiceTest::weight).sum();

    Counts counts = counts(Choice.LATEST, ALL);

    assertThat(counts.deviation(number -> weight(RECORDS - number) / sum))
        .isBetween(-DEVIATIONS_MAX, DEVIATIONS_MAX);
  }

  /// Each has its share of the rare ones, and the popular ones lie where the hash puts them.
  @Test
  void zipfianIsScatteredOverAllRecords() {
    Counts counts = counts(Choice.ZIPFIAN, ALL);

    assertThat(IntStream.range(0, RECORDS)).allMatch(number -> counts.of(number) > 0);
    for (int rank = 1; rank <= 3; rank++) {
      int number = (int) (Fnv.hash(rank) % RECORDS);
      assertThat(counts.share(number)).as("rank " + rank)
          .isBetween(weight(rank) / 26.469, weight(rank) / 26.469 + 2.0 / RECORDS);
    }
    assertThat(Math.abs(Fnv.hash(1) % RECORDS - Fnv.hash(2) % RECORDS)).isGreaterThan(1);
  }

  /// Inserts do not change which records are popular.
  @Test
  void popularRecordsStayPopularWhenOthersAreInserted() {
    Choice.Range before = new Choice.Range(RECORDS, 2 * RECORDS);
    int popular = (int) (Fnv.hash(1) % (2 * RECORDS));

    Counts after = counts(Choice.ZIPFIAN, new Choice.Range(2 * RECORDS, 2 * RECORDS));

    assertThat(after.share(popular)).isBetween(0.03, 0.05);
    assertThat(counts(Choice.ZIPFIAN, before).share(popular % RECORDS)).isBetween(0.03, 0.05);
  }

  /// The published test vectors of FNV-1a are of texts; that of eight zero bytes follows from them.
  @Test
  void hashIsTheOneThatIsPublished() {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < 8; i++) {
      hash *= 0x100000001B3L;
    }

    assertThat(Fnv.hash(0)).isEqualTo(hash & Long.MAX_VALUE);
    // "abcdefgh", lowest byte first.
    assertThat(Fnv.hash(0x6867666564636261L)).isEqualTo(0x25DA8C1836A8D66DL & Long.MAX_VALUE);
  }

  private static Counts counts(Choice choice, Choice.Range range) {
    var chance = new SplittableRandom(7);
    return Counts.of(Math.toIntExact(range.known()), DRAWS, () -> choice.next(chance, range));
  }

  private static double weight(int rank) {
    return Math.pow(rank, -0.99);
  }
}
