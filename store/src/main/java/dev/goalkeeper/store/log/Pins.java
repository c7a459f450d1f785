package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.SegmentId;
import java.util.NavigableMap;
import java.util.TreeMap;

/// From which segments on a log is read by somebody: none of those is cleaned meanwhile. For the
/// loop's thread.
public final class Pins {
  private final NavigableMap<SegmentId, Integer> from = new TreeMap<>();
  private final Runnable onEnd;

  /// @param onEnd is run when somebody has read enough
  Pins(Runnable onEnd) {
    this.onEnd = onEnd;
  }

  /// Somebody reads that segment and all later ones, until it is removed as often.
  public void add(SegmentId segment) {
    from.merge(segment, 1, Integer::sum);
  }

  /// Somebody who reads from there has read enough.
  public void remove(SegmentId segment) {
    from.computeIfPresent(segment, (_, count) -> count == 1 ? null : count - 1);
    onEnd.run();
  }

  /// Whether somebody reads it.
  public boolean hold(LogSegment segment) {
    return !from.isEmpty() && from.firstKey().compareTo(segment.id()) <= 0;
  }

  /// Whether nobody reads.
  public boolean none() {
    return from.isEmpty();
  }
}
