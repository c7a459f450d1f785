package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;

/// The server belongs to the cluster now. What holds for the whole cluster is told here, so that no
/// two servers can be configured apart.
///
/// @param id of this life of the server
/// @param replicas of each segment
/// @param segmentBytes the capacity of each segment
/// @param mode what an acknowledgement promises
public record Enlisted(
    ServerId id, int replicas, int segmentBytes, Mode mode, Membership membership)
    implements Reply.ToEnlist {

  public Enlisted {
    require(!id.equals(ServerId.NONE), "enlisted without an id");
    require(replicas > 0, "enlisted with " + replicas + " replicas");
    requireAtMost("replicas", replicas, Limits.REPLICAS_MAX);
    require(segmentBytes > 0, "enlisted with segments of " + segmentBytes + " bytes");
    requireAtMost("segment bytes", segmentBytes, Limits.SEGMENT_BYTES_MAX);
  }
}
