package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.testkit.Schedule;
import java.util.function.Consumer;

/// One run of a simulation.
///
/// @param preparation of its world, for instance with an action left out
/// @param crash of whoever comes to a certain point
/// @param schedule of what goes wrong
record Trial(
    long seed, Consumer<SimulatedWorld> preparation, PointCrash crash, Schedule schedule) {

  /// All as the seed draws it.
  static Trial of(long seed) {
    return new Trial(seed, world -> {}, PointCrash.none(), Schedule.drawn());
  }

  Trial prepared(Consumer<SimulatedWorld> chosen) {
    return new Trial(seed, chosen, crash, schedule);
  }

  Trial with(PointCrash chosen) {
    return new Trial(seed, preparation, chosen, schedule);
  }

  Trial with(Schedule chosen) {
    return new Trial(seed, preparation, crash, chosen);
  }
}
