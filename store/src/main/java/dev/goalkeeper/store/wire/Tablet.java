package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

import java.util.ArrayList;
import java.util.List;

/// A range of a table's key hashes, and the master that serves it. Hashes compare unsigned.
///
/// @param firstHash of the range, inclusive
/// @param lastHash of the range, inclusive
/// @param owner the master, in the life to which the tablet was given
/// @param address of the owner, so that a client needs no second question
/// @param tenure the number by which it came to its owner: 0 while the table is new, then that of a
///     recovery or a move. Tenures of a tablet rise. A mutation is meant for one of them
public record Tablet(TableId table, long firstHash, long lastHash, ServerId owner,
    Address address, long tenure) {
  /// The least hash.
  public static final long HASH_FIRST = 0;

  /// The greatest hash, as an unsigned number.
  public static final long HASH_LAST = -1L;

  public Tablet {
    require(!table.equals(TableId.NONE), "a tablet without a table");
    require(Long.compareUnsigned(firstHash, lastHash) <= 0, "a tablet that ends before it begins");
    require(!owner.equals(ServerId.NONE), "a tablet without an owner");
    requireNotNegative("tenure", tenure);
  }

  public boolean contains(long hash) {
    return Long.compareUnsigned(firstHash, hash) <= 0 && Long.compareUnsigned(hash, lastHash) <= 0;
  }

  /// Its range in that many pieces of about the same width, of the same owner; fewer if it has not
  /// as many hashes.
  public List<Tablet> pieces(int count) {
    long width = Long.divideUnsigned(lastHash - firstHash, count);
    List<Tablet> pieces = new ArrayList<>();
    long first = firstHash;
    for (int i = 1; i < count && width > 0; i++) {
      pieces.add(within(first, first + width - 1));
      first += width;
    }
    pieces.add(within(first, lastHash));
    return pieces;
  }

  /// The part of it that has those hashes.
  public Tablet within(long first, long last) {
    return new Tablet(table, first, last, owner, address, tenure);
  }

  /// Whether all hashes of the other one are in its range.
  public boolean covers(Tablet other) {
    return table.equals(other.table) && contains(other.firstHash) && contains(other.lastHash);
  }

  /// Whether some hash of its table is in both.
  public boolean overlaps(Tablet other) {
    return table.equals(other.table)
        && (contains(other.firstHash) || other.contains(firstHash));
  }

  /// Its table and range, as people read them.
  @Override
  public String toString() {
    return "tablet %s[%016x..%016x] on %s".formatted(table, firstHash, lastHash, owner);
  }
}
