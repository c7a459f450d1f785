package dev.goalkeeper.store.master;

import dev.goalkeeper.store.wire.TableId;
import java.util.BitSet;

/// Tables that were dropped, as far as this master was told.
///
/// That is remembered as long as this life of the server: whatever is late, a tablet to take, to
/// recover or to bring, is meant for one life of one server, and arrives in it or nowhere. An id is
/// never used again, so that a bit for each table that ever was is enough.
final class DroppedTables {
  private final BitSet tables = new BitSet();

  /// The table is gone for good.
  void add(TableId table) {
    tables.set(index(table));
  }

  boolean has(TableId table) {
    return tables.get(index(table));
  }

  private static int index(TableId table) {
    return Math.toIntExact(table.value());
  }
}
