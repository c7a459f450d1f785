package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// Writes an object. To receive: key and value are **valid only until the receiver returns**.
///
/// @param condition on the object that it replaces
/// @param tenure of the tablet in which it may be done, and in no other
public record Write(TableId table, Bytes key, Bytes value, Condition condition, Once once,
    long tenure) implements Request.Mutation {

  public Write {
    Keys.requireKey(table, key);
    requireNotNegative("tenure", tenure);
    Keys.requireValue(value);
  }
}
