package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

import java.util.ArrayList;
import java.util.List;

/// A range of a table's key hashes, and the master that serves it. Hashes compare unsigned.
///
/// @param firstHash of the range, inclusive
/// @param lastHash of the range, inclusive
/// @param owner the master, in the life to which the tablet was given
/// @param address of the owner, so that a client needs no second question
public record Tablet(TableId table, long firstHash, long lastHash, ServerId owner,
    Address address) {
  /// The least hash.
  public static final long HASH_FIRST = 0;

  /// The greatest hash, as an unsigned number.
  public static final long HASH_LAST = -1L;

  public Tablet {
    require(!table.equals(TableId.NONE), "a tablet without a table");
    require(Long.compareUnsigned(firstHash, lastHash) <= 0, "a tablet that ends before it begins");
    require(!owner.equals(ServerId.NONE), "a tablet without an owner");
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
      pieces.add(new Tablet(table, first, first + width - 1, owner, address));
      first += width;
    }
    pieces.add(new Tablet(table, first, lastHash, owner, address));
    return pieces;
  }

  /// Its table and range, as people read them.
  @Override
  public String toString() {
    return "tablet %s[%016x..%016x] on %s".formatted(table, firstHash, lastHash, owner);
  }
}
