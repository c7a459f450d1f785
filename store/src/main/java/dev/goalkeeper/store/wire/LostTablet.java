package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// A tablet of a crashed master, or a part of one: which entries of its log belong to it.
///
/// A master's log may hold older entries of the same keys, of a recovery that was broken off before
/// the tablet became its own; only those from a certain place on count.
///
/// @param firstHash of the range, inclusive; hashes compare unsigned
/// @param lastHash of the range, inclusive
/// @param sinceSegment where in the log it begins: in this segment
/// @param sinceOffset and there at this byte
public record LostTablet(
    TableId table, long firstHash, long lastHash, SegmentId sinceSegment, int sinceOffset) {
  public LostTablet {
    require(!table.equals(TableId.NONE), "a tablet without a table");
    require(Long.compareUnsigned(firstHash, lastHash) <= 0, "a tablet that ends before it begins");
    requireNotNegative("offset", sinceOffset);
  }

  /// Whether an entry of that table, at that place of the log, may belong to it.
  public boolean covers(TableId entryTable, SegmentId segment, int offset) {
    int order = segment.compareTo(sinceSegment);
    return table.equals(entryTable) && (order > 0 || (order == 0 && offset >= sinceOffset));
  }

  /// Whether the hash is in its range.
  public boolean contains(long hash) {
    return Long.compareUnsigned(firstHash, hash) <= 0 && Long.compareUnsigned(hash, lastHash) <= 0;
  }

  /// Whether some hash of its table is in both.
  public boolean overlaps(Tablet other) {
    return table.equals(other.table())
        && (contains(other.firstHash()) || other.contains(firstHash));
  }

  /// Whether some hash of its table is in both.
  public boolean overlaps(LostTablet other) {
    return table.equals(other.table)
        && (contains(other.firstHash) || other.contains(firstHash));
  }
}
