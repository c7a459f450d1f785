package dev.goalkeeper.examples.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class StatesTest {
  private static final int SEEDS = 60;

  @Test
  void theFactsAmountToEachOfTheElevenStates() {
    EnumSet<State> seen = EnumSet.noneOf(State.class);
    for (long seed = 1; seed <= SEEDS; seed++) {
      SimulatedWorld world = World.simulated(seed);
      var ends = new TwoEnds(Stage.simulated(world, line -> {}), Duration.ofMillis(400));
      while (world.nanos() < Duration.ofSeconds(2).toNanos() && world.step()) {
        ends.invariants();
      }
      seen.addAll(ends.seen());
    }
    assertThat(seen).isEqualTo(EnumSet.allOf(State.class));
  }
}
