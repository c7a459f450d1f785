package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every action of every table of the store is needed: leave one out, its task then sleeps, and
/// some seed breaks. What breaks is seen from outside: an answer, a list, a disk, a process; never
/// that the task has not come to its goal.
@Execution(ExecutionMode.CONCURRENT)
class LeftOutActionTest {
  /// Seeds after which every row has been seen.
  private static final int REPLICATION_SEEDS = 160;

  private static final int CLUSTER_SEEDS = 12;
  private static final int DISKS_SEEDS = 30;

  /// Tables without whose actions nothing is wrong, and recoveries take longer: `FrameSupplyTest`
  /// shows what they do.
  private static final Set<String> ONLY_FASTER = Set.of("FrameSupply");

  /// What the pools say as they fail is the point of the test, and nothing for its reader.
  private static final Logger POOLS = Logger.getLogger("dev.goalkeeper.pools");

  private static final Reach REACH = new Reach();

  @BeforeAll
  static void silence() {
    POOLS.setLevel(Level.OFF);
    REACH.look(Simulation.REPLICATION, REPLICATION_SEEDS, false);
    REACH.look(Simulation.CLUSTER, CLUSTER_SEEDS, false);
    REACH.look(Simulation.DISKS, DISKS_SEEDS, false);
  }

  @AfterAll
  static void speak() {
    POOLS.setLevel(Level.INFO);
  }

  static List<StoreRow> actions() {
    return StoreRow.all().stream().filter(row -> !ONLY_FASTER.contains(row.table())).toList();
  }

  @ParameterizedTest
  @MethodSource("actions")
  void withoutItSomeSeedBreaks(StoreRow left) {
    List<Reach.Seed> seeds = REACH.of(left);
    assertThat(seeds).as("seeds that fire %s", left).isNotEmpty();
    assertThatThrownBy(() -> seeds.forEach(seed -> seed.simulation().run(
        Trial.of(seed.seed()).prepared(world -> world.mute(left.table(), left.row())))))
        .as("%s left out", left).isInstanceOf(SimulationFailure.class);
  }
}
