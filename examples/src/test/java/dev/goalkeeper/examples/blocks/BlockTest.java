package dev.goalkeeper.examples.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What no farm of six nodes comes to.
class BlockTest {
  private static final Duration LONG = Duration.ofSeconds(1);

  private final SimulatedWorld world = World.simulated(1);
  private final Stage stage = Stage.simulated(world, line -> {});
  private final Pool pool = stage.pool("name node");
  private final Farm farm = new Farm(stage);
  private final Cell<List<Integer>> up = new Cell<>(List.of());
  private final List<String> fired = new ArrayList<>();

  /// Chance takes the first node that it may take, whichever that is.
  private final Block block = new Block(0, farm, up, () -> 0);

  @BeforeEach
  void addBlock() {
    world.watch((task, row) -> fired.add(row.name()));
    farm.heal();
    pool.add(block);
  }

  @Test
  void blockThatNoOtherNodeCanTakeWaitsForOne() {
    reported(0);
    assertThat(pool.explain(block)).contains("W1 (waits)");
    nodesUp(0, 3);
    assertThat(fired).startsWith("B1", "B3");
    assertThat(farm.holders(0)).contains(3);
  }

  @Test
  void copiesGoToNodesThatHaveNone() {
    nodesUp(0, 3, 4);
    reported(0);
    assertThat(fired).containsExactly("B1", "B3", "B1", "B3");
    assertThat(farm.holders(0)).contains(3, 4);
    assertThat(block.atGoal()).isTrue();
  }

  private void nodesUp(Integer... nodes) {
    pool.event("nodes come up", () -> up.set(List.of(nodes)));
    world.run(LONG);
  }

  private void reported(int node) {
    pool.event("a node reports", () -> {
      if (!up.get().contains(node)) {
        up.set(List.of(node));
      }
      block.held(node, true);
    });
    world.run(LONG);
  }
}
