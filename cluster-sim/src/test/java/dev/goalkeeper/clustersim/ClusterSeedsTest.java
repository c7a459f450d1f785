package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Simulated clusters from coordinator to client: every answer fits the history of its key.
class ClusterSeedsTest {
  private static final int SEEDS = 25;
  private static final String[] RANGE = System.getProperty("seeds", "1.." + SEEDS).split("\\.\\.");

  @Test
  void everySeedKeepsItsPromisesAndTogetherTheyMeetEveryFault() {
    long first = Long.parseLong(RANGE[0]);
    long last = Long.parseLong(RANGE[1]);
    var firings = new Firings();
    var faults = new FaultCounts();
    long operations = 0;
    for (long seed = first; seed <= last; seed++) {
      SimulationReport report = ClusterSimulation.run(Trial.of(seed));
      firings.add(report.firings());
      faults.add(report.faults());
      operations += report.acknowledged();
    }
    System.out.printf("seeds %d..%d: %d operations%n%sfaults %s%n",
        first, last, operations, firings, faults.all());
    if (last - first + 1 >= SEEDS) {
      faults.all().forEach((fault, count) ->
          assertThat(count).as("occurrences of %s", fault).isPositive());
    }
  }

  @Test
  void theSameSeedGivesTheSameHash() {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(ClusterSimulation.run(Trial.of(seed)).hash())
          .isEqualTo(ClusterSimulation.run(Trial.of(seed)).hash());
    }
  }
}
