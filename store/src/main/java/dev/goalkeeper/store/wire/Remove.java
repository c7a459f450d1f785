package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// Removes an object. To receive: the key is **valid only until the receiver returns**.
///
/// @param condition on the object that goes; where there is none the answer is [Absent] whatever it
///     is
/// @param tenure of the tablet in which it may be done, and in no other
public record Remove(TableId table, Bytes key, Condition condition, Once once,
    long tenure) implements Request.Mutation {

  public Remove {
    Keys.requireKey(table, key);
    requireNotNegative("tenure", tenure);
  }
}
