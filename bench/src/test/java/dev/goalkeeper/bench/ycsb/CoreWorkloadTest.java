package dev.goalkeeper.bench.ycsb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That each workload is mixed as published: table 2 of Cooper et al., and F as YCSB has it.
class CoreWorkloadTest {
  private static final int DRAWS = 100_000;
  private static final double DEVIATIONS_MAX = 4;

  /// The percents are those of [Operation], in its order.
  @ParameterizedTest
  @CsvSource({
    "A, ZIPFIAN, 50 50 0 0 0",
    "B, ZIPFIAN, 95 5 0 0 0",
    "C, ZIPFIAN, 100 0 0 0 0",
    "D, LATEST, 95 0 5 0 0",
    "E, ZIPFIAN, 0 0 5 95 0",
    "F, ZIPFIAN, 50 0 0 0 50",
  })
  void mixIsThePublishedOne(CoreWorkload workload, Choice choice, String percents) {
    double[] shares = Stream.of(percents.split(" "))
        .mapToDouble(percent -> Integer.parseInt(percent) / 100.0).toArray();
    var chance = new SplittableRandom(workload.ordinal());

    Counts counts = Counts.of(shares.length, DRAWS, () -> workload.next(chance).ordinal());

    assertThat(workload.choice()).isEqualTo(choice);
    for (int i = 0; i < shares.length; i++) {
      double deviation = Math.sqrt(shares[i] * (1 - shares[i]) / DRAWS);
      assertThat(counts.share(i)).as(Operation.values()[i].name()).isBetween(
          shares[i] - DEVIATIONS_MAX * deviation, shares[i] + DEVIATIONS_MAX * deviation);
    }
  }
}
