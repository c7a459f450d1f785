package dev.goalkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Turns, medians, and which of two ways counts.
class ContestTest {
  private static final Duration TURN = Duration.ofMillis(1);

  private final List<String> turns = new ArrayList<>();

  @Test
  void everyoneHasATurnInEachRound() {
    var contest = new Contest(TURN);
    contest.add(Load.ONE_CLIENT, subject("a", 1));
    contest.add(Load.ONE_CLIENT, subject("b", 1));

    contest.run(1, 2, (_, _) -> {});

    assertThat(turns).containsExactly("a", "b", "a", "b", "a", "b");
  }

  @Test
  void warmUpsDoNotCountAndOneBadRoundDoesNotMatter() {
    var contest = new Contest(TURN);
    Contest.Entry entry = contest.add(Load.ONE_CLIENT, subject("a", 1_000, 7, 900, 8));

    contest.run(1, 3, (_, _) -> {});

    assertThat(entry.median()).isEqualTo(new Sample(8, 8, 8, 8));
  }

  @Test
  void ofTwoWaysTheOneCountsThatWasFasterInAllRoundsTogether() {
    var contest = new Contest(TURN);
    Contest.Entry entry = contest.add(
        Load.ONE_CLIENT, subject("early", 9, 1, 1), subject("late", 1, 5, 6));
    Contest.Entry turned = contest.add(
        Load.ONE_CLIENT, subject("late", 1, 5, 6), subject("early", 9, 1, 1));

    contest.run(0, 3, (_, _) -> {});

    assertThat(entry.median()).isEqualTo(new Sample(5, 5, 5, 5));
    assertThat(turned.median()).isEqualTo(entry.median());
    assertThat(turns).hasSize(3 * 4).startsWith("early", "late", "late", "early");
  }

  @Test
  void progressRisesToTheEnd() {
    var seen = new ArrayList<Integer>();
    var contest = new Contest(TURN);
    contest.add(Load.ONE_CLIENT, subject("a", 1));

    contest.run(1, 2, (done, all) -> seen.add(all - done));

    assertThat(seen).containsExactly(3, 2, 1);
  }

  /// Gives these rates one after the other, and the last one for ever.
  private Subject subject(String name, double... rates) {
    return new Subject() {
      private int turn;

      @Override
      public Sample call(Load load, Duration time) {
        turns.add(name);
        double rate = rates[Math.min(turn++, rates.length - 1)];
        return new Sample(rate, rate, rate, rate);
      }

      @Override
      public void close() {}
    };
  }
}
