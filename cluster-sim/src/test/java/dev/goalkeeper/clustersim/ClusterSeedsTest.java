package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Simulated clusters from coordinator to client: every answer fits the history of its key.
class ClusterSeedsTest {
  private static final int SEEDS = 500;
  private static final String[] RANGE = System.getProperty("seeds", "1.." + SEEDS).split("\\.\\.");

  /// What a seed is worth at the least, so that a number of seeds says something.
  private static final long EVENTS_MIN = 50_000;
  private static final long FAULTS_MIN = 5;
  private static final long KINDS_MIN = 3;

  private static final Logger OURS = Logger.getLogger("dev.goalkeeper");

  /// Hundreds of clusters have much to say about what befalls them.
  @BeforeAll
  static void silence() {
    OURS.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    OURS.setLevel(null);
  }

  @Test
  void everySeedKeepsItsPromisesAndTogetherTheyMeetEveryFault() {
    long first = Long.parseLong(RANGE[0]);
    long last = Long.parseLong(RANGE[1]);
    List<SimulationReport> reports = LongStream.rangeClosed(first, last).parallel()
        .mapToObj(seed -> ClusterSimulation.run(Trial.of(seed))).toList();
    var firings = new Firings();
    var faults = new FaultCounts();
    for (SimulationReport report : reports) {
      isWorthItsName(report);
      firings.add(report.firings());
      faults.add(report.faults());
    }
    System.out.printf("seeds %d..%d: %d operations%n%sfaults %s%n", first, last,
        reports.stream().mapToLong(SimulationReport::acknowledged).sum(), firings, faults.all());
    if (last - first + 1 >= SEEDS) {
      faults.all().forEach((fault, count) ->
          assertThat(count).as("occurrences of %s", fault).isPositive());
    }
  }

  private static void isWorthItsName(SimulationReport report) {
    List<Long> counts = report.faults().all().values().stream().filter(n -> n > 0).toList();
    assertThat(report.events()).as("events of seed %d", report.seed())
        .isGreaterThanOrEqualTo(EVENTS_MIN);
    assertThat(counts.size()).as("kinds of faults in seed %d", report.seed())
        .isGreaterThanOrEqualTo((int) KINDS_MIN);
    assertThat(counts.stream().mapToLong(n -> n).sum()).as("faults of seed %d", report.seed())
        .isGreaterThanOrEqualTo(FAULTS_MIN);
    assertThat(report.recoveries()).as("recoveries of seed %d", report.seed()).isPositive();
  }
}
