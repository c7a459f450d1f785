package dev.goalkeeper.store.wire;

/// Reads an object. To receive: the key is **valid only until the receiver returns**.
public record Read(TableId table, Bytes key) implements Request.ToObjects {
  public Read {
    Keys.requireKey(table, key);
  }
}
