package dev.goalkeeper.cli.fleet;

import dev.goalkeeper.store.wire.Mode;
import java.util.List;

/// What a fleet is to be.
///
/// @param replicas copies of each segment
/// @param servers processes
/// @param coordinators processes, of which one leads
/// @param mode what an acknowledgement promises
/// @param segmentBytes the log's unit of replication
/// @param compiler which the processes may use
/// @param patienceMillis how long a server that others miss may take to answer
/// @param serverOptions more options for each server
public record FleetPlan(
    int replicas, int servers, int coordinators, Mode mode, int segmentBytes,
    Jvm.Compiler compiler, int patienceMillis, List<String> serverOptions) {

  /// All processes share one machine, which may be busy.
  public static final int USUAL_PATIENCE_MILLIS = 2_000;

  /// Small, so that a short demo has many segments.
  private static final int DEMO_SEGMENT_BYTES = 1 << 20;

  /// What a cluster has that nobody gave options to.
  private static final int USUAL_SEGMENT_BYTES = 8 << 20;

  /// Copies the options.
  public FleetPlan {
    serverOptions = List.copyOf(serverOptions);
  }

  /// For a demonstration: there soon, with many small segments.
  public static FleetPlan demo(int replicas, int servers, Mode mode) {
    return new FleetPlan(
        replicas, servers, 1, mode, DEMO_SEGMENT_BYTES, Jvm.Compiler.QUICK,
        USUAL_PATIENCE_MILLIS, List.of());
  }

  /// For measuring: as fast as users have it.
  public static FleetPlan measured(int replicas, int servers, Mode mode) {
    return new FleetPlan(
        replicas, servers, 1, mode, USUAL_SEGMENT_BYTES, Jvm.Compiler.OPTIMIZING,
        USUAL_PATIENCE_MILLIS, List.of());
  }

  /// The same with several coordinators: three, or five.
  public FleetPlan withCoordinators(int count) {
    return new FleetPlan(
        replicas, servers, count, mode, segmentBytes, compiler, patienceMillis, serverOptions);
  }

  /// The same with more, or less, patience.
  public FleetPlan withPatience(int millis) {
    return new FleetPlan(replicas, servers, coordinators, mode, segmentBytes, compiler, millis,
        serverOptions);
  }

  /// The same over disks to which the death of a server is what a power cut is to others.
  public FleetPlan overVolatileDisks() {
    return new FleetPlan(replicas, servers, coordinators, mode, segmentBytes, compiler,
        patienceMillis, List.of("--volatile"));
  }

  /// The same with that much memory for each server, in small segments: as many as a server of the
  /// usual size has of the usual ones.
  public FleetPlan withMemory(long bytes) {
    return new FleetPlan(replicas, servers, coordinators, mode, DEMO_SEGMENT_BYTES,
        compiler, patienceMillis, List.of("--memory=" + bytes));
  }
}
