package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.FiringPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Crashes, just before and just after every action of every table of the store: whichever process
/// fires the row dies there, and the simulation has to hold all the same.
///
/// A server that dies so starts again after a while, except in the simulation of replication, where
/// a crash is for ever. Another client takes the place of one that dies. Without its coordinator,
/// which remembers nothing, a cluster need not come to rest; but nothing wrong may be answered, and
/// nothing acknowledged be lost.
public final class CrashCoverage {
  /// Seeds after which every row has been seen.
  private static final int REPLICATION_SEEDS = 80;

  private static final int CLUSTER_SEEDS = 12;
  private static final int DISKS_SEEDS = 30;

  private final Reach reach = new Reach();
  private final int times;

  private CrashCoverage(int times) {
    this.times = times;
    reach.look(Simulation.REPLICATION, REPLICATION_SEEDS, true);
    reach.look(Simulation.CLUSTER, CLUSTER_SEEDS, true);
    reach.look(Simulation.DISKS, DISKS_SEEDS, true);
  }

  /// The crashes at one row.
  ///
  /// @param before those just before its action, by seed
  /// @param after those just after it
  public record Line(StoreRow row, List<Long> before, List<Long> after) {
    /// Copies both lists.
    public Line {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /// True if there was none on one of the two sides.
    public boolean lacks() {
      return before.isEmpty() || after.isEmpty();
    }

    /// As people read it.
    @Override
    public String toString() {
      return String.format("%-22s before %-28s after %s", row, show(before), show(after));
    }

    private static String show(List<Long> seeds) {
      return seeds.size() + " times" + (seeds.isEmpty() ? "" : " " + seeds);
    }
  }

  /// Crashes at each row so often on both sides, in as many seeds as there are; a line a row.
  ///
  /// @throws SimulationFailure if one of them does harm
  public static List<Line> run(int times) {
    var coverage = new CrashCoverage(times);
    return Spread.over(StoreRow.all(), coverage::line);
  }

  private Line line(StoreRow row) {
    return new Line(row, crash(row, FiringPoint.Moment.BEFORE),
        crash(row, FiringPoint.Moment.AFTER));
  }

  /// The seeds in which it happened.
  private List<Long> crash(StoreRow row, FiringPoint.Moment moment) {
    List<Reach.Seed> seeds = reach.ofFirstSimulation(row);
    List<Long> struck = new ArrayList<>();
    for (int i = 0; i < times && !seeds.isEmpty(); i++) {
      Reach.Seed chosen = seeds.get(i * seeds.size() / times);
      var random = new SplittableRandom(chosen.seed() + i + moment.ordinal());
      var crash = PointCrash.at(new FiringPoint(
          row.table(), row.row(), moment, 1 + random.nextLong(chosen.firings())));
      chosen.simulation().run(Trial.of(chosen.seed()).with(crash));
      if (crash.happened()) {
        struck.add(chosen.seed());
      }
    }
    return struck;
  }
}
