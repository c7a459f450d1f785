package dev.goalkeeper.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.bench.rules.Peer;
import dev.goalkeeper.bench.rules.Side;
import dev.goalkeeper.bench.rules.StepByHand;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The peers are found, and each of their tasks steps once a round.
class PeersTest {
  private static final int TASKS = 16;
  private static final long TURN_NANOS = 2_000_000;

  @Test
  void peersAreFoundAndTheirTasksStepOnceARound() {
    assertThat(Peer.found()).extracting(Peer::name)
        .containsExactly("pekko", "spring_statemachine");
    for (Peer peer : Peer.found()) {
      List<StepByHand> steps = IntStream.range(0, TASKS).mapToObj(StepByHand::new).toList();
      try (Side side = peer.start(steps)) {
        assertThat(side.nanos(TURN_NANOS)).as(peer.name()).isPositive();
        assertThat(steps.stream().mapToLong(step -> LongStream.of(step.firings()).sum())
            .distinct()).as(peer.name()).singleElement().isNotEqualTo(0L);
      }
    }
  }
}
