package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// One replica of one segment, as its backup knows it.
///
/// The generation rises each time the master begins a replica of this segment anew, on this backup
/// or on another. So an OPEN that arrives after its replica was freed is told from the next one.
///
/// @param generation from 1, rising within one segment
public record ReplicaId(ServerId master, SegmentId segment, int generation)
    implements Comparable<ReplicaId> {

  public ReplicaId {
    require(!master.equals(ServerId.NONE), "a replica without a master");
    require(!segment.equals(SegmentId.NONE), "a replica without a segment");
    require(generation > 0, "no generation of a replica", generation);
  }

  @Override
  public int compareTo(ReplicaId other) {
    int order = master.compareTo(other.master);
    order = order != 0 ? order : segment.compareTo(other.segment);
    return order != 0 ? order : Integer.compare(generation, other.generation);
  }

  /// As people read it: `s3.1/17#2` is the second try at segment 17 of server s3.1.
  @Override
  public String toString() {
    return master + "/" + segment + "#" + generation;
  }
}
