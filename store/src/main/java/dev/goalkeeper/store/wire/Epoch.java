package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// Which open replicas of a master's log count: those of this segment under this number or a later
/// one, and those of later segments. The rest was lost once, and may lack what was acknowledged
/// since. Closed replicas always count.
///
/// @param segment the segment of which an open replica was lost last, or [SegmentId#NONE]
/// @param number rises with each loss in one segment; 0 before the first
public record Epoch(SegmentId segment, int number) implements Comparable<Epoch> {
  /// Nothing was lost yet.
  public static final Epoch NONE = new Epoch(SegmentId.NONE, 0);

  /// Checks the bound.
  public Epoch {
    requireNotNegative("epoch", number);
  }

  /// Whether an open replica of that epoch counts where this one is recorded.
  public boolean admits(Epoch replica) {
    return replica.compareTo(this) >= 0;
  }

  @Override
  public int compareTo(Epoch other) {
    int order = segment.compareTo(other.segment);
    return order != 0 ? order : Integer.compare(number, other.number);
  }

  /// As people read it: `17+2` is segment 17, of which open replicas were lost twice.
  @Override
  public String toString() {
    return segment + "+" + number;
  }
}
