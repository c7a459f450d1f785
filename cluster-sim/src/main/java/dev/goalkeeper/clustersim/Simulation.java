package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.FiringPoint;
import dev.goalkeeper.pools.SimulatedWorld;
import java.util.function.Consumer;

/// The ways to simulate the store: each runs a seed, and throws if something is wrong.
public enum Simulation {
  /// Logs, their replication and backups, with all that messages and disks can do to them.
  REPLICATION {
    @Override
    SimulationReport run(long seed, Consumer<SimulatedWorld> preparation, PointCrash crash) {
      return ReplicationSimulation.run(seed, preparation, crash);
    }
  },
  /// Coordinator, servers and a client.
  CLUSTER {
    @Override
    SimulationReport run(long seed, Consumer<SimulatedWorld> preparation, PointCrash crash) {
      return ClusterSimulation.run(seed, preparation, crash);
    }
  },
  /// Logs, replication and backups over disks that fail and machines that lose their power.
  DISKS {
    @Override
    SimulationReport run(long seed, Consumer<SimulatedWorld> preparation, PointCrash crash) {
      return DiskSimulation.run(seed, preparation, crash);
    }
  };

  /// Runs one seed.
  ///
  /// @throws SimulationFailure if something is wrong
  public SimulationReport run(long seed) {
    return run(seed, world -> {}, PointCrash.none());
  }

  /// Runs one seed in which whichever process comes to that point dies there.
  ///
  /// @throws SimulationFailure if something is wrong, or nobody comes there
  public SimulationReport run(long seed, FiringPoint point) {
    var crash = PointCrash.at(point);
    SimulationReport report = run(seed, world -> {}, crash);
    if (!crash.happened()) {
      throw new SimulationFailure(
          seed, replay(seed, crash), new IllegalStateException("nobody comes to " + point));
    }
    return report;
  }

  /// The command that runs it again.
  String replay(long seed, PointCrash crash) {
    String which = switch (this) {
      case REPLICATION -> "";
      case CLUSTER -> "--cluster ";
      case DISKS -> "--disks ";
    };
    return "./goalkeeper sim " + which + crash.option() + seed;
  }

  /// Runs one seed in a world that is prepared first, with a crash at a certain point.
  abstract SimulationReport run(
      long seed, Consumer<SimulatedWorld> preparation, PointCrash crash);
}
