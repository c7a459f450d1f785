package dev.goalkeeper.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeedFailureTest {
  /// Something is wrong after the fourth delay; and something else if nothing is ever delayed.
  private static void test(Schedule schedule) {
    int delays = 0;
    for (int i = 1; i <= 6; i++) {
      boolean delayed = schedule.happens("delay", true);
      schedule.tell(() -> "a message is late");
      if (delayed && i == 4) {
        throw new AssertionError("stale after " + delays + " delays");
      }
      delays += delayed ? 1 : 0;
    }
    if (delays == 0) {
      throw new IllegalStateException("nothing to test");
    }
  }

  @Test
  void aFailureIsToldWithWhatItNeedsAndHowToRunItAlone() {
    var schedule = Schedule.drawn();
    Optional<Throwable> thrown = Optional.empty();
    try {
      test(schedule);
    } catch (AssertionError failed) {
      thrown = Optional.of(failed);
    }
    var failure =
        new SeedFailure("ATest#aTest", 7, thrown.orElseThrow(), SeedFailureTest::test);

    assertThat(failure.told(schedule.happened()).lines()).containsExactly(
        "seed 7: stale after 3 delays",
        "schedule: 1 of 4 incidents are needed (6 runs)",
        "  a message is late",
        "alone: -Dtest=ATest#aTest -Dseeds=7..7 -Dincidents=delay:4");
  }

  @Test
  void aTestWithoutIncidentsIsToldAsItIs() {
    var failure = new SeedFailure(
        "ATest#aTest", 7, new AssertionError("no"), schedule -> { });
    assertThat(failure.told()).isEqualTo("seed 7: no\nalone: -Dtest=ATest#aTest -Dseeds=7..7");
  }

  @Test
  void complaintsAreAlikeIfTheSameCheckSaysTheSameFirstWord() {
    assertThat(complaint(1, "I1 is broken")).isEqualTo(complaint(2, "I1 is broken again"))
        .isNotEqualTo(complaint(1, "I2 is broken"));
  }

  private static Complaint complaint(int depth, String words) {
    Throwable thrown = new AssertionError(words);
    for (int i = 0; i < depth; i++) {
      thrown = new IllegalStateException("a rule threw", thrown);
    }
    return Complaint.of(thrown);
  }
}
