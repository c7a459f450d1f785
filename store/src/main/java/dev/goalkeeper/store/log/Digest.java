package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.SegmentId;
import java.util.List;

/// Entry 1 of every segment: the live segments of the log when this one was opened, itself
/// included, in rising order. The digest of a log's head says which segments a recovery must find.
public record Digest(List<SegmentId> segments) {
  public Digest {
    segments = List.copyOf(segments);
    for (int index = 1; index < segments.size(); index++) {
      if (segments.get(index - 1).compareTo(segments.get(index)) >= 0) {
        throw new IllegalArgumentException("segments of a digest rise: " + segments);
      }
    }
  }

  /// Bytes of the entry that holds the digest of that many segments.
  static long bytes(int segments) {
    return EntryType.DIGEST.leastBytes() + (long) segments * Long.BYTES;
  }
}
