package dev.goalkeeper.clustersim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Which seeds of which simulation fire a row, and how often: found out once, by running them.
final class Reach {
  private final Map<StoreRow, List<Seed>> seeds = new HashMap<>();

  /// A seed that fires a row.
  ///
  /// @param firings how often
  record Seed(Simulation simulation, long seed, long firings) {}

  /// Runs the first seeds of a simulation, with the crashes that its seeds draw for themselves or
  /// with one less, which leaves room for another.
  void look(Simulation simulation, int count, boolean roomForCrash) {
    LongStream.rangeClosed(1, count).parallel()
        .mapToObj(seed -> simulation.run(
            Trial.of(seed).with(roomForCrash ? PointCrash.never() : PointCrash.none())))
        .toList()
        .forEach(report -> note(simulation, report.seed(), report.firings()));
  }

  /// In the order in which the simulations were run.
  List<Seed> of(StoreRow row) {
    return seeds.getOrDefault(row, List.of());
  }

  /// Those of the first simulation that fires the row at all.
  List<Seed> ofFirstSimulation(StoreRow row) {
    List<Seed> all = of(row);
    return all.stream()
        .filter(seed -> seed.simulation() == all.getFirst().simulation()).toList();
  }

  private void note(Simulation simulation, long seed, Firings firings) {
    firings.all().forEach((table, rows) -> rows.forEach((row, count) -> {
      if (count > 0) {
        seeds.computeIfAbsent(new StoreRow(table, row), any -> new ArrayList<>())
            .add(new Seed(simulation, seed, count));
      }
    }));
  }
}
