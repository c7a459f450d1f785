package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// Adds to a number. To receive: the key is **valid only until the receiver returns**.
///
/// A number is a value of eight bytes, signed and big-endian ([Bytes#number]). Where there is no
/// object there is 0, unless the condition asks for one.
///
/// @param tenure of the tablet in which it may be done, and in no other
public record Increment(TableId table, Bytes key, long by, Condition condition, Once once,
    long tenure) implements Request.Mutation {

  public Increment {
    Keys.requireKey(table, key);
    requireNotNegative("tenure", tenure);
  }
}
