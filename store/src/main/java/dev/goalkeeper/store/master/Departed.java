package dev.goalkeeper.store.master;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.store.cleaner.Holder;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Optional;

/// Tables that were dropped, and what this master still has of them in memory. [Release] gives it
/// back.
///
/// That a table was dropped is remembered as long as this life of the server: whatever is late, a
/// tablet to take or to recover, is meant for one life of one server, and arrives in it or nowhere.
/// An id is never used again, so that a bit for each table that ever was is enough.
final class Departed {
  private final BitSet tables = new BitSet();
  private final ArrayDeque<Left> left = new ArrayDeque<>();
  private final Cell<Boolean> some = new Cell<>(false);

  /// Of a tablet.
  private record Left(TableId table, long firstHash, long lastHash, TabletObjects objects) {
    boolean covers(TableId other, long hash) {
      return table.equals(other) && Long.compareUnsigned(firstHash, hash) <= 0
          && Long.compareUnsigned(hash, lastHash) <= 0;
    }
  }

  /// The table is gone for good.
  void forget(TableId table) {
    tables.set(index(table));
  }

  boolean has(TableId table) {
    return tables.get(index(table));
  }

  /// Nobody asks for the objects of that tablet any more.
  void add(OwnedTablet owned) {
    Tablet tablet = owned.tablet();
    add(new Left(tablet.table(), tablet.firstHash(), tablet.lastHash(), owned.objects()));
  }

  /// Nor is anybody given those of that one.
  void add(RecoveringTablet recovering) {
    LostTablet lost = recovering.lost();
    add(new Left(lost.table(), lost.firstHash(), lost.lastHash(), recovering.leave()));
  }

  private void add(Left objects) {
    left.add(objects);
    some.set(true);
  }

  /// Whether there is something to give back.
  Cell<Boolean> some() {
    return some;
  }

  /// Objects that have not been given back.
  long objects() {
    return left.stream().mapToLong(each -> each.objects().count()).sum();
  }

  /// Gives back so many objects at the most.
  void release(int most) {
    if (left.element().objects().release(most)) {
      left.remove();
    }
    some.set(!left.isEmpty());
  }

  /// Who still counts the objects with that hash.
  Optional<Holder> holder(TableId table, long hash) {
    return left.stream().filter(each -> each.covers(table, hash)).findFirst().map(Left::objects);
  }

  private static int index(TableId table) {
    return Math.toIntExact(table.value());
  }
}
