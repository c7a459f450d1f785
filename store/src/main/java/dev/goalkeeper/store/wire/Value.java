package dev.goalkeeper.store.wire;

/// The object that was read.
public record Value(long version, Bytes bytes) implements Reply.ToRead {
  public Value {
    Versions.requireVersion(version);
    Keys.requireValue(bytes);
  }
}
