package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;

/// What holds for the keys and values of every operation on objects.
final class Keys {
  private Keys() {}

  static void requireKey(TableId table, Bytes key) {
    require(!table.equals(TableId.NONE), "an object without a table");
    require(key.length() > 0, "key is empty");
    requireAtMost("key bytes", key.length(), Limits.KEY_BYTES_MAX);
  }

  static void requireValue(Bytes value) {
    requireAtMost("value bytes", value.length(), Limits.VALUE_BYTES_MAX);
  }
}
