package dev.goalkeeper.examples.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The same farm and faults for both versions, and long enough afterwards for each to come to rest.
class ThreadsTest {
  private static final int SEEDS = 100;
  private static final Duration STORM = new Blocks().storm();
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration MONITORS_EVERY = Duration.ofMillis(10);

  @Test
  void theRulesLeaveEveryBlockWithAsManyCopiesAsAreWanted() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      SimulatedWorld world = World.simulated(seed);
      Stage stage = Stage.simulated(world, line -> {});
      var farms = new ArrayList<Farm>();
      Scene scene = new Blocks().set(stage, farms::add);
      world.run(STORM);
      scene.heal();
      world.run(CALM);
      assertThat(wrong(farms.getFirst())).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void theThreadsForgetDeletionsOfNodesThatRestart() {
    var leaked = new ArrayList<Long>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<String> wrong = threads(seed);
      if (wrong.stream().anyMatch(block -> block.endsWith("too many"))) {
        leaked.add(seed);
      }
    }
    assertThat(leaked).isNotEmpty();
  }

  private static List<String> threads(long seed) {
    SimulatedWorld world = World.simulated(seed);
    Stage stage = Stage.simulated(world, line -> {});
    var farm = new Farm(stage);
    var master = new ThreadedMaster(farm, world::nanos);
    farm.start(master, STORM);
    every(stage, master::monitorRedundancy);
    every(stage, master::monitorPending);
    world.run(STORM);
    farm.heal();
    world.run(CALM);
    return wrong(farm);
  }

  private static void every(Stage stage, Runnable turn) {
    stage.later().after(MONITORS_EVERY, () -> {
      turn.run();
      every(stage, turn);
    });
  }

  private static List<String> wrong(Farm farm) {
    var wrong = new ArrayList<String>();
    for (int block = 0; block < Farm.BLOCKS; block++) {
      int copies = farm.holders(block).size();
      if (copies != Farm.COPIES) {
        wrong.add("block " + block + (copies < Farm.COPIES ? " too few" : " too many"));
      }
    }
    return wrong;
  }
}
