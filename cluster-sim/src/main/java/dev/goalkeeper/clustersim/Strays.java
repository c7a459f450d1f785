package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.replication.ReplicationStatus.ReplicaLine;
import dev.goalkeeper.store.replication.ReplicationStatus.SegmentLine;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.wire.ServerId;
import java.util.List;
import java.util.Optional;

/// What live backups keep for live masters once all is healed and nothing travels any more: what
/// the master knows of, as far as it believes, and nothing else.
///
/// A replica that its master knows nothing of is never freed, and one that is open and visible is
/// worse: recovery takes the lowest open segment for the head of the log, and believes the digest
/// in it, so that whatever was written after it is gone. Read from the frames themselves, not from
/// what was seen of messages.
final class Strays {
  private final List<SimServer> servers;

  Strays(List<SimServer> servers) {
    this.servers = servers;
  }

  /// Objects to the first replica that should not be as it is.
  void check() {
    for (SimServer backup : servers) {
      if (backup.alive()) {
        backup.frames().used().forEach(frame -> check(backup.id(), frame));
      }
    }
  }

  private void check(ServerId backup, Frame frame) {
    FrameMetadata held = frame.metadata().orElseThrow();
    SimServer master = servers.get(held.replica().master().index() - 1);
    if (!master.alive()) {
      return;
    }
    Optional<SegmentLine> segment = master.replication().status().segments().stream()
        .filter(line -> line.id().equals(held.replica().segment())).findFirst();
    Optional<ReplicaLine> known = segment.stream().flatMap(line -> line.replicas().stream())
        .filter(line -> line.backup().equals(backup)).findFirst();
    String words = backup + " keeps " + held.replica() + ", " + (held.closed() ? "closed" : "open")
        + " with " + held.certificate().length() + " bytes, ";
    ReplicaLine line = known.orElseThrow(() -> new AssertionError(
        words + "which its master knows nothing of" + (segment.isEmpty() ? ": it was freed" : "")));
    boolean behind = held.certificate().length() < line.committed().bytes()
        || (line.committed().closed() && !held.closed());
    if (behind) {
      throw new AssertionError(words + "and its master believes " + line.committed());
    }
  }
}
