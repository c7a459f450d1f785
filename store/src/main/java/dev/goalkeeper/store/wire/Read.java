package dev.goalkeeper.store.wire;

/// Reads an object.
public record Read(TableId table, Bytes key) implements Request.ToMaster {
  public Read {
    Keys.requireKey(table, key);
  }
}
