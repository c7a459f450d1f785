package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.SegmentId;

/// A place in a log: everything before `offset` in `segment`, and all segments before it.
public record LogPosition(SegmentId segment, int offset) implements Comparable<LogPosition> {
  /// Before everything.
  public static final LogPosition START = new LogPosition(SegmentId.NONE, 0);

  public LogPosition {
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset);
    }
  }

  /// Whether that place is this one or lies before it.
  public boolean reaches(SegmentId otherSegment, int otherOffset) {
    int order = segment.compareTo(otherSegment);
    return order > 0 || (order == 0 && offset >= otherOffset);
  }

  @Override
  public int compareTo(LogPosition other) {
    int order = segment.compareTo(other.segment);
    return order != 0 ? order : Integer.compare(offset, other.offset);
  }
}
