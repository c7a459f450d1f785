package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What the backups' disks hold of each segment, read from their frames after each write.
final class DiskView {
  private final Map<ServerId, NavigableMap<SegmentId, Map<ServerId, FrameMetadata>>> byMaster =
      new TreeMap<>();
  private final Map<ServerId, FrameMetadata> nobody = new TreeMap<>();

  /// One segment of one master.
  record Key(ServerId master, SegmentId segment) {}

  /// Reads anew what one backup holds of a segment.
  void read(SimServer backup, ServerId master, SegmentId segment) {
    Map<ServerId, FrameMetadata> holders =
        byMaster.computeIfAbsent(master, key -> new TreeMap<>())
            .computeIfAbsent(segment, key -> new TreeMap<>());
    holders.remove(backup.id());
    for (Frame frame : backup.frames().used()) {
      FrameMetadata metadata = frame.metadata().orElseThrow();
      boolean wanted = metadata.replica().master().equals(master)
          && metadata.replica().segment().equals(segment);
      if (wanted && holders.put(backup.id(), metadata) != null) {
        throw new AssertionError(
            backup.id() + " keeps segment " + segment + " of " + master + " twice");
      }
    }
  }

  /// Objects unless the certified bytes of that backup's replica are those of the master's segment.
  void compare(SimServer backup, LogSegment segment) {
    for (Frame frame : backup.frames().used()) {
      FrameMetadata metadata = frame.metadata().orElseThrow();
      boolean wanted = metadata.replica().master().equals(segment.master())
          && metadata.replica().segment().equals(segment.id());
      int length = metadata.certificate().length();
      if (wanted && length > 0) {
        MemorySegment held = frame.bytes().asSlice(0, length);
        if (length > segment.length() || held.mismatch(segment.bytes(0, length)) >= 0) {
          throw new AssertionError(backup.id() + " certifies bytes of " + metadata.replica()
              + " that its master never wrote");
        }
      }
    }
  }

  /// Distinct backups with a visible replica certified at least that far, and closed if so asked.
  int holding(ServerId master, SegmentId segment, int bytes, boolean closed) {
    int count = 0;
    for (FrameMetadata held : holders(master, segment).values()) {
      boolean far = held.complete() && held.certificate().length() >= bytes;
      count += far && (held.closed() || !closed) ? 1 : 0;
    }
    return count;
  }

  /// The backups that keep anything of that segment.
  Map<ServerId, FrameMetadata> holders(ServerId master, SegmentId segment) {
    return of(master).getOrDefault(segment, nobody);
  }

  /// All that lies on disks of one master's log, by segment and holder; dead holders too.
  NavigableMap<SegmentId, Map<ServerId, FrameMetadata>> of(ServerId master) {
    return byMaster.computeIfAbsent(master, key -> new TreeMap<>());
  }
}
