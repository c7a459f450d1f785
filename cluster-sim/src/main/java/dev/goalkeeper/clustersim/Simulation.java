package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.FiringPoint;
import dev.goalkeeper.testkit.Complaint;
import dev.goalkeeper.testkit.Incident;
import dev.goalkeeper.testkit.Schedule;
import dev.goalkeeper.testkit.Shrinker;
import dev.goalkeeper.testkit.Shrunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The ways to simulate the store: each runs a seed, and throws if something is wrong.
public enum Simulation {
  /// Logs, their replication and backups, with all that messages and disks can do to them.
  REPLICATION("--replication ") {
    @Override
    SimulationReport run(Trial trial) {
      return ReplicationSimulation.run(trial);
    }
  },
  /// Coordinator, servers and a client.
  CLUSTER("") {
    @Override
    SimulationReport run(Trial trial) {
      return ClusterSimulation.run(trial);
    }
  },
  /// Logs, replication and backups over disks that fail and machines that lose their power.
  DISKS("--disks ") {
    @Override
    SimulationReport run(Trial trial) {
      return DiskSimulation.run(trial);
    }
  };

  /// What a person waits for: a run takes some ten milliseconds, seconds if it does not heal.
  private static final int RUNS_MAX = 400;

  private final String option;

  Simulation(String option) {
    this.option = option;
  }

  /// Runs one seed.
  ///
  /// @throws SimulationFailure if something is wrong
  public SimulationReport run(long seed) {
    return run(Trial.of(seed));
  }

  /// Runs one seed, and tells what happens, a line an event.
  ///
  /// @throws SimulationFailure if something is wrong
  public SimulationReport run(long seed, Consumer<String> story) {
    return run(Trial.of(seed).told(story));
  }

  /// Runs one seed in which these things go wrong, and no others; of what is no fault but might be
  /// left out, as single writes, only these take place.
  ///
  /// @throws SimulationFailure if something is wrong
  public SimulationReport run(long seed, List<Incident> incidents) {
    return run(Trial.of(seed).with(Schedule.only(incidents)));
  }

  /// Runs one seed in which whichever process comes to that point dies there.
  ///
  /// @throws SimulationFailure if something is wrong, or nobody comes there
  public SimulationReport run(long seed, FiringPoint point) {
    var crash = PointCrash.at(point);
    var trial = Trial.of(seed).with(crash);
    SimulationReport report = run(trial);
    if (!crash.happened()) {
      throw new SimulationFailure(
          this, trial, new IllegalStateException("nobody comes to " + point));
    }
    return report;
  }

  /// Leaves out of a seed that fails whatever it fails without in the same way.
  ///
  /// @param failure of that seed, as it draws its faults
  public Shrunk shrink(long seed, SimulationFailure failure) {
    var complaint = Complaint.of(failure);
    return Shrinker.shrink(failure.happened(), schedule -> {
      try {
        run(Trial.of(seed).with(schedule));
        return false;
      } catch (SimulationFailure other) {
        return Complaint.of(other).equals(complaint);
      }
    }, RUNS_MAX);
  }

  /// What is wrong with a seed that fails, the incidents that it needs for that, and the command
  /// that runs it with them alone; a line each.
  ///
  /// @param failure of that seed, as it draws its faults
  public List<String> told(long seed, SimulationFailure failure) {
    Shrunk shrunk = shrink(seed, failure);
    var lines = new ArrayList<String>();
    String.valueOf(failure.getMessage()).lines().forEach(lines::add);
    lines.addAll(shrunk.lines());
    if (!shrunk.incidents().isEmpty()) {
      lines.add("with these alone: " + replay(Trial.of(seed).with(shrunk.schedule())));
    }
    return lines;
  }

  /// The command that runs it again.
  String replay(Trial trial) {
    Schedule schedule = trial.schedule();
    String only = schedule.takesAll() ? "" : "--only " + schedule.happened().stream()
        .map(Incident::toString).collect(Collectors.joining(",")) + " ";
    return "./goalkeeper sim " + option + trial.crash().option() + only + trial.seed();
  }

  /// Runs one seed as it is told.
  abstract SimulationReport run(Trial trial);
}
