package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;

/// Entry 0 of every segment: whose it is, which, and how many bytes it may grow to.
public record SegmentHeader(ServerId master, SegmentId segment, int capacity) {
  static final int BYTES = EntryType.SEGMENT_HEADER.leastBytes();

  public SegmentHeader {
    if (capacity <= 0) {
      throw new IllegalArgumentException("a segment of " + capacity + " bytes");
    }
  }
}
