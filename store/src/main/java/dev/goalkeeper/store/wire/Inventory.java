package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;
import static dev.goalkeeper.store.wire.Limits.requireNotNegative;
import static dev.goalkeeper.store.wire.Limits.requireRising;

import java.util.List;

/// What a backup keeps of the log of a crashed master, in the order of segments.
public record Inventory(List<Held> replicas) implements Reply.ToTakeInventory {
  /// One replica that has a certificate.
  ///
  /// @param epoch under which it was last written
  /// @param length of the certified bytes
  /// @param digest of an open replica: which segments were live as it was opened; else empty
  public record Held(SegmentId segment, int generation, int epoch, int length, boolean closed,
      List<SegmentId> digest) {
    public Held {
      require(!segment.equals(SegmentId.NONE), "a replica without a segment");
      require(generation > 0, "no generation of a replica", generation);
      requireNotNegative("epoch", epoch);
      require(length > 0, "certified bytes", length);
      digest = List.copyOf(digest);
      requireAtMost("segments of a digest", digest.size(), Limits.LOG_SEGMENTS_MAX);
    }
  }

  public Inventory {
    replicas = List.copyOf(replicas);
    requireAtMost("replicas", replicas.size(), Limits.LOG_SEGMENTS_MAX);
    for (int i = 1; i < replicas.size(); i++) {
      requireRising("segment", replicas.get(i - 1).segment(), replicas.get(i).segment());
    }
  }
}
