package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/// Two hundred simulated clusters: each keeps every invariant and heals; together they fire every
/// rule and meet every fault.
class ReplicationSeedsTest {
  private static final int SEEDS = 200;

  /// Disks that fail are [DiskSeedsTest]'s, and only whole servers ([ClusterSeedsTest]) have frames
  /// made before they are asked for, and read again what they keep.
  private static final Set<String> MET_ELSEWHERE = Set.of(DiskSeedsTest.TABLE, "FrameSupply");

  private static final Set<String> ROWS_MET_ELSEWHERE = Set.of("Replica F4");

  private static final String[] RANGE = System.getProperty("seeds", "1.." + SEEDS).split("\\.\\.");

  @Test
  void everySeedKeepsItsPromisesAndTogetherTheyReachEveryRuleAndFault() {
    long first = Long.parseLong(RANGE[0]);
    long last = Long.parseLong(RANGE[1]);
    var firings = new Firings();
    var faults = new FaultCounts();
    long events = 0;
    long acknowledged = 0;
    for (long seed = first; seed <= last; seed++) {
      SimulationReport report = ReplicationSimulation.run(Trial.of(seed));
      firings.add(report.firings());
      faults.add(report.faults());
      events += report.events();
      acknowledged += report.acknowledged();
    }
    System.out.printf("seeds %d..%d: %d events, %d writes acknowledged%n%sfaults %s%n",
        first, last, events, acknowledged, firings, faults.all());
    if (last - first + 1 >= SEEDS) {
      firings.all().keySet().removeIf(MET_ELSEWHERE::contains);
      firings.all().forEach((table, rows) -> rows.forEach((row, count) ->
          assertThat(count > 0 || ROWS_MET_ELSEWHERE.contains(table + " " + row))
              .as("firings of %s %s: %d", table, row, count).isTrue()));
      faults.all().forEach((fault, count) ->
          assertThat(count).as("occurrences of %s", fault).isPositive());
    }
  }
}
