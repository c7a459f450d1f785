package dev.goalkeeper.store.wire;

/// Removes an object. To receive: the key is **valid only until the receiver returns**.
///
/// @param expectedVersion the version to remove, or [Versions#ANY]
public record Remove(TableId table, Bytes key, long expectedVersion, Once once)
    implements Request.ToObjects {

  public Remove {
    Keys.requireKey(table, key);
    Versions.requireExpected(expectedVersion);
  }
}
