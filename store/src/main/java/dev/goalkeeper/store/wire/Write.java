package dev.goalkeeper.store.wire;

/// Writes an object. To receive: key and value are **valid only until the receiver returns**.
///
/// @param condition on the object that it replaces
public record Write(TableId table, Bytes key, Bytes value, Condition condition, Once once)
    implements Request.Mutation {

  public Write {
    Keys.requireKey(table, key);
    Keys.requireValue(value);
  }
}
