package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.log.EntryWalker;
import dev.goalkeeper.store.log.Verdict;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Walks every frame of every directory, and sorts what is sound by master and segment.
final class FrameScan {
  private final Directories directories;
  private final Map<ServerId, NavigableMap<SegmentId, List<FoundReplica>>> sound = new TreeMap<>();
  private final List<CorruptReplica> corrupt = new ArrayList<>();
  private int replicas;
  private long bytes;

  FrameScan(Directories directories) {
    this.directories = directories;
    for (int directory = 0; directory < directories.count(); directory++) {
      for (Frame frame : directories.store(directory).used()) {
        FrameMetadata metadata = frame.metadata().orElseThrow();
        if (metadata.complete()) {
          scan(directory, frame, metadata);
        }
      }
    }
  }

  /// The logs of all masters that anything was found of.
  List<MasterLog> logs() {
    List<MasterLog> logs = new ArrayList<>();
    sound.forEach((master, segments) -> logs.add(new MasterLog(master, segments)));
    return logs;
  }

  List<CorruptReplica> corrupt() {
    return corrupt;
  }

  /// Sound replicas.
  int replicas() {
    return replicas;
  }

  /// That those certify.
  long bytes() {
    return bytes;
  }

  private void scan(int directory, Frame frame, FrameMetadata metadata) {
    ReplicaId replica = metadata.replica();
    // A master of which all is corrupt is one whose log is incomplete: it gets a row of its own.
    Map<SegmentId, List<FoundReplica>> segments =
        sound.computeIfAbsent(replica.master(), _ -> new TreeMap<>());
    EntryWalker walker = new EntryWalker(frame.bytes(), replica.master(), replica.segment());
    if (walker.verify(metadata.certificate()) instanceof Verdict.Corrupt damage) {
      corrupt.add(new CorruptReplica(directories.name(directory), frame.where(),
          "replica " + replica + " at byte " + damage.offset() + ": " + damage.why()));
      return;
    }
    int length = metadata.certificate().length();
    replicas++;
    bytes += length;
    segments.computeIfAbsent(replica.segment(), _ -> new ArrayList<>()).add(new FoundReplica(
        directory, frame.where(), metadata, frame.bytes().asSlice(0, length)));
  }
}
