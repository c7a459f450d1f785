package dev.goalkeeper.store.replication;

import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Progress;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.List;

/// How a log's replication stood at one moment.
///
/// @param domainWidth the kind of failure domain in which no two replicas of a segment lie
/// @param replicas copies wanted of every segment
/// @param segments live segments, oldest first
/// @param heldAnswers answers that wait for their log position to be certified
/// @param longestHeldNanos how long an answer has waited for that at the most
/// @param epoch below which the coordinator counts no open replica of the log
/// @param lostReplicas replicas lost to dead backups so far
/// @param restoredReplicas of them, how many were made anew and are whole
public record ReplicationStatus(
    String domainWidth,
    int replicas,
    List<SegmentLine> segments,
    int heldAnswers,
    long longestHeldNanos,
    Epoch epoch,
    long lostReplicas,
    long restoredReplicas) {

  /// Copies the list.
  public ReplicationStatus {
    segments = List.copyOf(segments);
  }

  /// Segments of which fewer replicas than wanted hold all that is queued.
  public long underReplicated() {
    return segments.stream().filter(line -> line.whole() < replicas).count();
  }

  /// Segments of which an open replica was lost and is not made up for.
  public long repairing() {
    return segments.stream().filter(SegmentLine::repairing).count();
  }

  /// Replicas that no backup keeps: there is none that may, or those that may have no room.
  public long homeless() {
    return segments.stream().flatMap(line -> line.replicas().stream())
        .filter(ReplicaLine::homeless).count();
  }

  /// One segment.
  ///
  /// @param task its name for explain and why
  /// @param queued how far its replicas are to come
  /// @param whole how many replicas have
  /// @param repairing whether an open replica was lost and is not made up for, so that nothing that
  ///     is written to it is acknowledged
  public record SegmentLine(
      String task,
      SegmentId id,
      Progress queued,
      int whole,
      boolean repairing,
      List<ReplicaLine> replicas) {
    /// Copies the list.
    public SegmentLine {
      replicas = List.copyOf(replicas);
    }
  }

  /// One replica.
  ///
  /// @param backup who keeps it or is asked to, or [ServerId#NONE]
  /// @param homeless whether there is none, or whoever was asked did not take it
  public record ReplicaLine(
      String task, ServerId backup, boolean homeless, Progress sent, Progress committed) {}

  static SegmentLine line(Segment segment) {
    Progress queued = segment.queued().get();
    List<ReplicaLine> replicas = new ArrayList<>();
    int whole = 0;
    for (Replica replica : segment.replicas().members()) {
      ServerId backup = replica.backup().target().map(peer -> peer.id()).orElse(ServerId.NONE);
      replicas.add(new ReplicaLine(replica.name(), backup, replica.homeless(), replica.sent(),
          replica.committed()));
      whole += replica.committed().covers(queued) ? 1 : 0;
    }
    return new SegmentLine(segment.name(), segment.id(), queued, whole, segment.lost(), replicas);
  }
}
