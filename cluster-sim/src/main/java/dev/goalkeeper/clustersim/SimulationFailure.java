package dev.goalkeeper.clustersim;

import dev.goalkeeper.testkit.Incident;
import java.util.List;

/// A seed that showed something wrong. Whoever develops reacts: the message has the seed.
public final class SimulationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Incident> happened;

  SimulationFailure(Simulation simulation, Trial trial, Throwable cause) {
    super("seed " + trial.seed() + ": " + cause.getMessage() + "\nreplay: "
        + simulation.replay(trial), cause);
    this.happened = trial.schedule().happened();
  }

  /// What went wrong in the run, and what else might have been left out.
  List<Incident> happened() {
    return List.copyOf(happened);
  }
}
