package dev.goalkeeper.store.wire;

/// The object is removed, as safely as the store promises.
///
/// @param version that it had
public record Removed(long version) implements Reply.ToRemove {
  public Removed {
    Versions.requireVersion(version);
  }
}
