package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.WriteReplica;
import java.util.HashMap;
import java.util.Map;

/// Knows, from the backups' disks alone, what replication may do at each moment, and objects at
/// once when it does something else: I1, I2, I3, and the rule of acknowledgement (see the
/// package of `replication`).
final class ReplicationOracle {
  private final int replicas;
  private final DiskView disks;
  private final Map<Key, Milestones> milestones = new HashMap<>();
  private long checks;

  /// One segment of one master.
  private record Key(ServerId master, SegmentId segment) {}

  /// What was at some moment durable on R backups at once; such marks stay.
  private static final class Milestones {
    boolean opened;
    boolean closed;
  }

  ReplicationOracle(int replicas, DiskView disks) {
    this.replicas = replicas;
    this.disks = disks;
  }

  long checks() {
    return checks;
  }

  /// A backup has taken a write; notes what is durable by it.
  void written(LogSegment segment) {
    checks++;
    Milestones marks = marks(segment.master(), segment.id());
    marks.opened |= holds(segment, segment.opening().length(), false);
    marks.closed |= holds(segment, segment.length(), true);
  }

  /// A master sends a write; objects if its predecessor or successor is not far enough.
  void sent(WriteReplica write, LogSegment segment) {
    checks++;
    ServerId master = segment.master();
    SegmentId prior = new SegmentId(Math.max(0, segment.id().value() - 1));
    boolean first = prior.equals(SegmentId.NONE);
    if (write.opens()) {
      require(first || marks(master, prior).opened, "I1", write);
    }
    if (write.closes()) {
      require(marks(master, segment.id().next()).opened, "I2", write);
    }
    if (write.end() > segment.opening().length() || write.closes()) {
      require(first || marks(master, prior).closed, "I3", write);
    }
  }

  /// An answer that rests on this position goes out.
  void acknowledged(ServerId master, LogPosition position) {
    checks++;
    int holding = disks.holding(master, position.segment(), position.offset(), false);
    if (holding < replicas) {
      throw new AssertionError(
          "acknowledged " + position + " of " + master + " with " + holding + " replicas: "
              + disks.holders(master, position.segment()));
    }
  }

  private boolean holds(LogSegment segment, int bytes, boolean closed) {
    return disks.holding(segment.master(), segment.id(), bytes, closed) >= replicas;
  }

  private Milestones marks(ServerId master, SegmentId segment) {
    return milestones.computeIfAbsent(new Key(master, segment), key -> new Milestones());
  }

  private static void require(boolean holds, String invariant, WriteReplica write) {
    if (!holds) {
      throw new AssertionError(invariant + " is broken by " + write.step() + " of "
          + write.replica() + " at byte " + write.offset());
    }
  }
}
