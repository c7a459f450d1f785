package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;

/// Asks for the next objects of a range of hashes, in the order of the index that every master
/// keeps: nobody remembers the scan, and whoever serves the range later goes on the same way.
///
/// @param firstHash of the range, inclusive; whoever serves it answers, for its own tablet
/// @param lastHash of the range, inclusive
/// @param cursor where in the order to begin: 0, or what a [Page] has said
/// @param after at the cursor, only keys after this one; empty for all
/// @param bytesMax of keys and values in the answer, unless one object alone has more
public record Scan(
    TableId table, long firstHash, long lastHash, long cursor, Bytes after, int bytesMax)
    implements Request.ToObjects {

  public Scan {
    require(!table.equals(TableId.NONE), "a scan without a table");
    require(Long.compareUnsigned(firstHash, lastHash) <= 0, "a range that ends before it begins");
    requireAtMost("key bytes", after.length(), Limits.KEY_BYTES_MAX);
    require(bytesMax > 0, "no room for objects", bytesMax);
  }
}
