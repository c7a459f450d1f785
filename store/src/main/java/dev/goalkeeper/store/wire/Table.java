package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;
import static dev.goalkeeper.store.wire.Limits.requireName;

import java.util.List;

/// A table and who serves it.
///
/// @param tablets in the order of their ranges, which cover every hash exactly once
public record Table(TableId id, String name, List<Tablet> tablets) implements Reply.ToTable {
  public Table {
    requireName("table", name);
    tablets = List.copyOf(tablets);
    requireAtMost("tablets", tablets.size(), Limits.TABLETS_MAX);
    require(!tablets.isEmpty(), "a table without tablets");
    long next = Tablet.HASH_FIRST;
    for (Tablet tablet : tablets) {
      require(tablet.table().equals(id), "a tablet of another table");
      require(tablet.firstHash() == next, "tablets with a gap or an overlap");
      next = tablet.lastHash() + 1;
    }
    require(next == Tablet.HASH_FIRST, "tablets that end before the last hash");
  }

  /// The tablet of a key's hash.
  public Tablet tablet(long hash) {
    int low = 0;
    int high = tablets.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean after = Long.compareUnsigned(tablets.get(middle).lastHash(), hash) < 0;
      low = after ? middle + 1 : low;
      high = after ? high : middle;
    }
    return tablets.get(low);
  }
}
