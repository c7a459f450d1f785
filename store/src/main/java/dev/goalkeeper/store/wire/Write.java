package dev.goalkeeper.store.wire;

/// Writes an object. To receive: key and value are **valid only until the receiver returns**.
///
/// @param expectedVersion the version to replace, [Versions#ANY] or [Versions#ABSENT]
public record Write(TableId table, Bytes key, Bytes value, long expectedVersion, Once once)
    implements Request.ToObjects {

  public Write {
    Keys.requireKey(table, key);
    Keys.requireValue(value);
    Versions.requireExpected(expectedVersion);
  }
}
