package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.testkit.Schedule;
import java.util.function.Consumer;

/// One run of a simulation.
///
/// @param preparation of its world, for instance with an action left out
/// @param crash of whoever comes to a certain point
/// @param schedule of what goes wrong
/// @param story is told what happens, a line an event, in words
record Trial(long seed, Consumer<SimulatedWorld> preparation, PointCrash crash, Schedule schedule,
    Consumer<String> story) {
  /// Whoever does not want to hear the story.
  private enum Nobody implements Consumer<String> {
    LISTENS;

    @Override
    public void accept(String line) {}
  }

  /// All as the seed draws it.
  static Trial of(long seed) {
    return new Trial(seed, world -> {}, PointCrash.none(), Schedule.drawn(),
        Nobody.LISTENS);
  }

  Trial prepared(Consumer<SimulatedWorld> chosen) {
    return new Trial(seed, chosen, crash, schedule, story);
  }

  Trial with(PointCrash chosen) {
    return new Trial(seed, preparation, chosen, schedule, story);
  }

  Trial with(Schedule chosen) {
    return new Trial(seed, preparation, crash, chosen, story);
  }

  Trial told(Consumer<String> listener) {
    return new Trial(seed, preparation, crash, schedule, listener);
  }

  /// Whether somebody listens to the story.
  boolean heard() {
    return story != Nobody.LISTENS;
  }
}
