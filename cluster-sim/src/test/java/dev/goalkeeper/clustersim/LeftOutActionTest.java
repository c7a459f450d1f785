package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every action of replication is needed: leave one out, and some seed breaks.
class LeftOutActionTest {
  /// The table that disks are about; [DiskSeedsTest] leaves its actions out.
  static final String OF_DISKS = "FileSync";

  private static final int SEEDS_MAX = 200;

  /// Seeds after which every table has been seen.
  private static final int LOOK_SEEDS = 40;

  /// What the pools say as they fail is the point of the test, and nothing for its reader.
  private static final Logger POOLS = Logger.getLogger("dev.goalkeeper.pools");

  @BeforeAll
  static void silence() {
    POOLS.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    POOLS.setLevel(Level.INFO);
  }

  static Stream<Arguments> actions() {
    var firings = new Firings();
    for (long seed = 1; seed <= LOOK_SEEDS; seed++) {
      firings.add(ReplicationSimulation.run(seed).firings());
    }
    firings.all().remove(OF_DISKS);
    return firings.all().entrySet().stream().flatMap(
        table -> table.getValue().keySet().stream().map(row -> Arguments.of(table.getKey(), row)));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void withoutItSomeSeedBreaks(String table, String row) {
    assertThatThrownBy(() -> {
      for (long seed = 1; seed <= SEEDS_MAX; seed++) {
        ReplicationSimulation.run(seed, world -> world.mute(table, row));
      }
    }, "%s %s left out", table, row).isInstanceOf(SimulationFailure.class);
  }
}
