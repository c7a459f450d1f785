package dev.goalkeeper.cli;

import java.util.List;

/// What a fleet is to be.
///
/// @param replicas copies of each segment
/// @param servers processes
/// @param segmentBytes the log's unit of replication
/// @param compiler which the processes may use
/// @param serverOptions more options for each server
record FleetPlan(
    int replicas, int servers, int segmentBytes, Jvm.Compiler compiler,
    List<String> serverOptions) {

  /// Small, so that a short demo has many segments.
  private static final int DEMO_SEGMENT_BYTES = 1 << 20;

  /// What a cluster has that nobody gave options to.
  private static final int USUAL_SEGMENT_BYTES = 8 << 20;

  /// Copies the options.
  FleetPlan {
    serverOptions = List.copyOf(serverOptions);
  }

  /// For a demonstration: there soon, with many small segments.
  static FleetPlan demo(int replicas, int servers) {
    return new FleetPlan(
        replicas, servers, DEMO_SEGMENT_BYTES, Jvm.Compiler.QUICK, List.of());
  }

  /// For measuring: as fast as users have it.
  static FleetPlan measured(int replicas, int servers) {
    return new FleetPlan(
        replicas, servers, USUAL_SEGMENT_BYTES, Jvm.Compiler.OPTIMIZING, List.of());
  }
}
