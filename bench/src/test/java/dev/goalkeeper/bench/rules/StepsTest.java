package dev.goalkeeper.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A step of a rule and a step of a peer are the same step, and each side makes them all.
class StepsTest {
  private static final int TASKS = 16;
  private static final int ROUNDS = 48;
  private static final long TURN_NANOS = 2_000_000;

  /// Rows R3 to R9 fire as often as their nested ifs do.
  @Test
  void rulesDecideAsTheIfsDo() {
    var rules = new RuleSteps(TASKS);
    var expected = new long[StepByHand.ROWS];
    for (int task = 0; task < TASKS; task++) {
      var step = new StepByHand(task);
      for (int round = 0; round < ROUNDS; round++) {
        step.act(step.decide());
      }
      for (int row = 0; row < StepByHand.ROWS; row++) {
        expected[row] += step.firings()[row];
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(rules.once()).isEqualTo(TASKS);
    }

    Map<String, Long> fired = rules.pool().firings().getOrDefault("Asker", Map.of());
    assertThat(Stream.of("R3", "R4", "R5", "R6", "R7", "R8", "R9")
        .map(row -> fired.getOrDefault(row, 0L)))
        .containsExactlyElementsOf(LongStream.of(expected).boxed().toList());
    assertThat(expected).doesNotContain(0);
    rules.close();
  }

  @Test
  void aTaskOfAPeerStepsOnceARound() {
    for (Peer peer : List.of(new ThreadPeer(), new FuturePeer())) {
      List<StepByHand> steps = IntStream.range(0, TASKS).mapToObj(StepByHand::new).toList();
      try (Side side = peer.start(steps)) {
        assertThat(side.nanos(TURN_NANOS)).as(peer.name()).isPositive();
        assertThat(steps.stream().mapToLong(step -> LongStream.of(step.firings()).sum())
            .distinct()).as(peer.name()).singleElement().isNotEqualTo(0L);
      }
    }
  }
}
