package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.SegmentId;
import java.util.Comparator;

/// A place in a log: everything before `offset` in `segment`, and all segments before it.
public record LogPosition(SegmentId segment, int offset) implements Comparable<LogPosition> {
  private static final Comparator<LogPosition> ORDER =
      Comparator.comparing(LogPosition::segment).thenComparingInt(LogPosition::offset);

  public LogPosition {
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset);
    }
  }

  @Override
  public int compareTo(LogPosition other) {
    return ORDER.compare(this, other);
  }
}
