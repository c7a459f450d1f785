package dev.goalkeeper.bench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What becomes of calls: pieces of time, percentiles, and how long nobody answered.
class SeriesTest {
  private static final long ZERO = 1_000_000_000L;
  private static final Duration WIDTH = Duration.ofMillis(10);

  private final Series series = new Series();

  @Test
  void callsAreInThePieceInWhichTheyWereDue() {
    ended(-0.5, 1);
    ended(0, 2);
    ended(9.9, 700);
    ended(10, 3);

    assertThat(series.buckets(ZERO, WIDTH)).containsExactly(
        new Bucket(-10, 1, 1_000, 1_000, 1_000),
        new Bucket(0, 2, 2_000, 700_000, 700_000),
        new Bucket(10, 1, 3_000, 3_000, 3_000));
  }

  @Test
  void percentilesAreTheLeastThatSoManyDidNotExceed() {
    for (int i = 100_000; i > 0; i--) {
      ended(1, i);
    }

    Bucket all = series.buckets(ZERO, WIDTH).getFirst();

    assertThat(all).isEqualTo(new Bucket(0, 100_000, 5e7, 9.9e7, 1e8));
  }

  @Test
  void waitIsThatOfCallsThatWereDueLater() {
    ended(-20, 900);
    ended(5, 100);
    ended(50, 50);

    assertThat(series.longestMillis(ZERO)).isEqualTo(100);
    assertThat(series.backMillis(ZERO)).isEqualTo(100);
    assertThat(series.before(ZERO)).isEqualTo(new Bucket(0, 1, 900_000, 900_000, 900_000));
  }

  @Test
  void nobodyWhoAnswersIsNeverBack() {
    ended(-20, 1);
    series.failed("unknown");
    series.failed("unknown");

    assertThat(series.backMillis(ZERO)).isEqualTo(-1);
    assertThat(series.longestMillis(ZERO)).isZero();
    assertThat(series.failures()).containsExactly(Map.entry("unknown", 2L));
  }

  private void ended(double dueMillis, long tookMillis) {
    series.ended(ZERO + (long) (dueMillis * 1e6), tookMillis * 1_000_000);
  }
}
