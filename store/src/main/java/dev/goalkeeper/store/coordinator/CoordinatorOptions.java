package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Mode;

/// What holds for the whole cluster; servers are told when they enlist.
///
/// @param cluster its name
/// @param replicas of each segment, from 1 to [Limits#REPLICAS_MAX]
/// @param segmentBytes the capacity of each segment, up to [Limits#SEGMENT_BYTES_MAX]
/// @param mode what an acknowledgement promises
/// @param liveness when a server is given up
public record CoordinatorOptions(
    String cluster, int replicas, int segmentBytes, Mode mode, Liveness liveness) {
  /// A buffered cluster, which is the usual kind.
  public CoordinatorOptions(String cluster, int replicas, int segmentBytes, Liveness liveness) {
    this(cluster, replicas, segmentBytes, Mode.BUFFERED, liveness);
  }

  /// Checks what can be checked here; the wire checks the name.
  public CoordinatorOptions {
    if (replicas < 1 || replicas > Limits.REPLICAS_MAX) {
      throw new IllegalArgumentException(
          "replicas: 1 to " + Limits.REPLICAS_MAX + ", not " + replicas);
    }
    if (segmentBytes < 1 || segmentBytes > Limits.SEGMENT_BYTES_MAX) {
      throw new IllegalArgumentException(
          "segment bytes: 1 to " + Limits.SEGMENT_BYTES_MAX + ", not " + segmentBytes);
    }
  }
}
