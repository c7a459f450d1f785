package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Simulated clusters from coordinator to client: every answer fits the history of its key.
class ClusterSeedsTest {
  private static final int SEEDS = 60;
  private static final String[] RANGE = System.getProperty("seeds", "1.." + SEEDS).split("\\.\\.");

  /// The rows that this scenario is for; the others have tests of their own beside their tables.
  private static final Map<String, List<String>> REACHED = Map.of(
      "Dissemination", List.of("D1", "D2", "D3", "D4"),
      "EnlistedServer", List.of("E1", "E2", "E3", "E4"),
      "Enlistment", List.of("N1", "N2", "N3", "N4", "N5", "N6"),
      "Peer", List.of("M1"),
      "ServedTable", List.of("A1"),
      "Slot", List.of("C1", "C4", "C5", "C7", "C9", "C10"),
      "TableMap", List.of("M1", "M2", "M3"),
      "TabletAssignment", List.of("T1", "T2"));

  @Test
  void everySeedKeepsItsPromisesAndTogetherTheyReachTheRowsOfMessagesThatGetLost() {
    long first = Long.parseLong(RANGE[0]);
    long last = Long.parseLong(RANGE[1]);
    var firings = new Firings();
    long operations = 0;
    for (long seed = first; seed <= last; seed++) {
      SimulationReport report = ClusterSimulation.run(seed);
      firings.add(report.firings());
      operations += report.acknowledged();
    }
    System.out.printf("seeds %d..%d: %d operations%n%s", first, last, operations, firings);
    if (last - first + 1 >= SEEDS) {
      REACHED.forEach((table, rows) -> rows.forEach(row -> assertThat(
          firings.all().getOrDefault(table, Map.of()).getOrDefault(row, 0L))
          .as("firings of %s %s", table, row).isPositive()));
    }
  }

  @Test
  void theSameSeedGivesTheSameHash() {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(ClusterSimulation.run(seed).hash()).isEqualTo(ClusterSimulation.run(seed).hash());
    }
  }
}
