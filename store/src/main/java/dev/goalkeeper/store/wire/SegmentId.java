package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// A segment of one master's log. Ids rise from 1 in the order in which segments become the head.
public record SegmentId(long value) implements Comparable<SegmentId> {
  /// No segment.
  public static final SegmentId NONE = new SegmentId(0);

  public SegmentId {
    requireNotNegative("segment id", value);
  }

  /// The id of the segment that becomes head after this one.
  public SegmentId next() {
    return new SegmentId(value + 1);
  }

  @Override
  public int compareTo(SegmentId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
