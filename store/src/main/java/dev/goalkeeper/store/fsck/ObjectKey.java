package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.TableId;

/// What versions are of.
record ObjectKey(TableId table, Bytes key) {
  /// As people read it.
  @Override
  public String toString() {
    return "table " + table + " key " + KeyText.of(key);
  }
}
