package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Clusters on disks that fail: whatever was acknowledged is found by the production `fsck` after
/// all machines lost their power at once, or all processes died.
class DiskSeedsTest {
  /// The table that disks are about.
  static final String TABLE = "FileSync";

  private static final int SEEDS = 150;
  private static final String[] RANGE = System.getProperty("seeds", "1.." + SEEDS).split("\\.\\.");

  /// What backups and pools say about their failing disks is the point of the tests, and nothing
  /// for their reader.
  private static final Logger OURS = Logger.getLogger("dev.goalkeeper");

  @BeforeAll
  static void silence() {
    OURS.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    OURS.setLevel(Level.INFO);
  }

  @Test
  void everySeedFindsWhatWasAcknowledgedAndTogetherTheyMeetEveryDiskFault() {
    long first = Long.parseLong(RANGE[0]);
    long last = Long.parseLong(RANGE[1]);
    var firings = new Firings();
    var faults = new FaultCounts();
    long acknowledged = 0;
    for (long seed = first; seed <= last; seed++) {
      SimulationReport report = DiskSimulation.run(Trial.of(seed));
      firings.add(report.firings());
      faults.add(report.faults());
      acknowledged += report.acknowledged();
    }
    Map<String, Long> rows =
        firings.all().getOrDefault(TABLE, Map.of());
    System.out.printf("seeds %d..%d: %d writes acknowledged and found, %s, faults %s%n",
        first, last, acknowledged, rows, faults.all());
    if (last - first + 1 >= SEEDS) {
      rows.forEach((row, count) -> assertThat(count).as("firings of %s", row).isPositive());
      faults.all().forEach((fault, count) ->
          assertThat(count).as("occurrences of %s", fault).isPositive());
    }
  }

  @Test
  void theSameSeedGivesTheSameHash() {
    for (long seed = 1; seed <= 5; seed++) {
      assertThat(DiskSimulation.run(Trial.of(seed)).hash())
          .isEqualTo(DiskSimulation.run(Trial.of(seed)).hash());
    }
  }

  /// What this scenario is worth: without force a power cut must be found to lose something.
  @Test
  void disksThatDoNotForceAreFoundOut() {
    assertThatThrownBy(() -> {
      for (long seed = 1; seed <= SEEDS; seed++) {
        DiskSimulation.runOverDeafDisks(seed);
      }
    }).isInstanceOf(SimulationFailure.class).rootCause()
        .hasMessageContaining("acknowledged objects are lost");
  }
}
