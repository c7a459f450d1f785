package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What the backups' disks hold of each segment, read from their frames after each write.
final class DiskView {
  private final Map<ServerId, NavigableMap<SegmentId, Map<ServerId, FrameMetadata>>> byMaster =
      new TreeMap<>();
  private final Map<Key, Map<ServerId, Frame>> framesBySegment = new TreeMap<>();
  private final Map<ServerId, FrameMetadata> nobody = new TreeMap<>();

  /// One segment of one master.
  record Key(ServerId master, SegmentId segment) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = master.compareTo(other.master);
      return order != 0 ? order : segment.compareTo(other.segment);
    }
  }

  /// Reads anew what one backup holds of a segment, wherever on its disk.
  void read(SimServer backup, ServerId master, SegmentId segment) {
    var key = new Key(master, segment);
    holders(key).remove(backup.id());
    frames(key).remove(backup.id());
    for (Frame frame : backup.frames().used()) {
      FrameMetadata metadata = frame.metadata().orElseThrow();
      if (isOf(metadata, key)) {
        frames(key).put(backup.id(), frame);
        if (holders(key).put(backup.id(), metadata) != null) {
          throw new AssertionError(
              backup.id() + " keeps segment " + segment + " of " + master + " twice");
        }
      }
    }
  }

  /// Reads anew the frame in which a backup held a segment when it was last looked for, which is
  /// far less work; looks for it if it is not there any more.
  void readAgain(SimServer backup, ServerId master, SegmentId segment) {
    var key = new Key(master, segment);
    Frame frame = frames(key).get(backup.id());
    Optional<FrameMetadata> found = frame == null
        ? Optional.empty() : frame.metadata().filter(metadata -> isOf(metadata, key));
    if (found.isPresent()) {
      holders(key).put(backup.id(), found.get());
    } else {
      read(backup, master, segment);
    }
  }

  /// Objects unless the certified bytes of that backup's replica are those of the master's segment.
  void compare(SimServer backup, LogSegment segment) {
    var key = new Key(segment.master(), segment.id());
    FrameMetadata metadata = holders(key).get(backup.id());
    Frame frame = frames(key).get(backup.id());
    if (metadata == null || frame == null || !metadata.certificate().exists()) {
      return;
    }
    int length = metadata.certificate().length();
    MemorySegment held = frame.bytes().asSlice(0, length);
    if (length > segment.length() || held.mismatch(segment.bytes(0, length)) >= 0) {
      throw new AssertionError(backup.id() + " certifies bytes of " + metadata.replica()
          + " that its master never wrote");
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

  private Map<ServerId, FrameMetadata> holders(Key key) {
    return byMaster.computeIfAbsent(key.master(), any -> new TreeMap<>())
        .computeIfAbsent(key.segment(), any -> new TreeMap<>());
  }

  private Map<ServerId, Frame> frames(Key key) {
    return framesBySegment.computeIfAbsent(key, any -> new TreeMap<>());
  }

  private static boolean isOf(FrameMetadata metadata, Key key) {
    return metadata.replica().master().equals(key.master())
        && metadata.replica().segment().equals(key.segment());
  }
}
