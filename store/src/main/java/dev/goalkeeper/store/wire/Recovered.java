package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// Everything that was asked for is in the log of the master that answers, and safe there.
///
/// @param segment from which place of that log on it lies there: in this segment
/// @param offset and there at this byte
public record Recovered(SegmentId segment, int offset) implements Reply.ToRecoverTablets {
  public Recovered {
    require(!segment.equals(SegmentId.NONE), "a place in no segment");
    requireNotNegative("offset", offset);
  }
}
