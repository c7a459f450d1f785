package dev.goalkeeper.store.wire;

/// Removes an object. To receive: the key is **valid only until the receiver returns**.
///
/// @param condition on the object that goes; where there is none the answer is [Absent] whatever it
///     is
public record Remove(TableId table, Bytes key, Condition condition, Once once)
    implements Request.Mutation {

  public Remove {
    Keys.requireKey(table, key);
  }
}
