package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.SegmentId;

/// The place of an entry, packed into the `long` that the index holds: the segment's id above 26
/// bits of offset. A bare `long`, because eight bytes for each object are what an index is made of.
public final class EntryReference {
  /// No entry; no packed reference is 0, because segment ids count from 1.
  public static final long NONE = 0;

  /// Segments must not be longer; what the wire allows fits exactly.
  public static final int SEGMENT_BYTES_MAX = 1 << EntryReference.OFFSET_BITS;

  private static final int OFFSET_BITS = 26;
  private static final long SEGMENT_ID_MAX = Long.MAX_VALUE >>> OFFSET_BITS;

  private EntryReference() {}

  public static SegmentId segment(long reference) {
    return new SegmentId(segmentValue(reference));
  }

  public static int offset(long reference) {
    return (int) reference & SEGMENT_BYTES_MAX - 1;
  }

  static long segmentValue(long reference) {
    return reference >>> OFFSET_BITS;
  }

  /// The reference of that place.
  public static long of(SegmentId segment, int offset) {
    if (segment.value() <= 0 || segment.value() > SEGMENT_ID_MAX) {
      throw new IllegalArgumentException("no reference can name segment " + segment);
    }
    if (offset < 0 || offset >= SEGMENT_BYTES_MAX) {
      throw new IllegalArgumentException("no reference can name offset " + offset);
    }
    return segment.value() << OFFSET_BITS | offset;
  }
}
