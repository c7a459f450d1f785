package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.SegmentId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The live segments of a log, found by id in one step.
///
/// Ids are dense and never reused, so an array indexed by id serves; a dead segment leaves eight
/// bytes behind, one megabyte for each terabyte written in segments of 8 MiB.
final class LiveSegments {
  private @Nullable LogSegment[] byId = new @Nullable LogSegment[16];
  private final BitSet slots = new BitSet();
  private int count;

  int count() {
    return count;
  }

  boolean has(long id) {
    return id > 0 && id < byId.length && byId[(int) id] != null;
  }

  LogSegment get(long id) {
    LogSegment segment = id > 0 && id < byId.length ? byId[(int) id] : null;
    if (segment == null) {
      throw new IllegalArgumentException("segment " + id + " is not in the log");
    }
    return segment;
  }

  void add(LogSegment segment) {
    int index = Math.toIntExact(segment.id().value());
    if (index >= byId.length) {
      byId = Arrays.copyOf(byId, Math.max(index + 1, byId.length * 2));
    }
    int slot = slots.nextClearBit(0);
    slots.set(slot);
    segment.take(slot);
    byId[index] = segment;
    count++;
  }

  LogSegment remove(SegmentId id) {
    LogSegment segment = get(id.value());
    slots.clear(segment.slot());
    byId[(int) id.value()] = null;
    count--;
    return segment;
  }

  /// In rising order of id.
  List<LogSegment> all() {
    List<LogSegment> segments = new ArrayList<>(count);
    for (LogSegment segment : byId) {
      if (segment != null) {
        segments.add(segment);
      }
    }
    return segments;
  }
}
