package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;

/// One of many writes.
public record Put(Bytes key, Bytes value, Condition condition) {
  /// A write whatever there is.
  public Put(Bytes key, Bytes value) {
    this(key, value, Condition.ALWAYS);
  }
}
