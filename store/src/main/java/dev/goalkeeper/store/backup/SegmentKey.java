package dev.goalkeeper.store.backup;

import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;

/// A segment of a certain master: what a backup holds at most one replica of.
record SegmentKey(ServerId master, SegmentId segment) {
  static SegmentKey of(ReplicaId replica) {
    return new SegmentKey(replica.master(), replica.segment());
  }
}
