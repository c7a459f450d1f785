package dev.goalkeeper.store.wire;

/// The object is written, as safely as the store promises.
///
/// @param version that it has now
public record Written(long version) implements Reply.ToWrite {
  public Written {
    Versions.requireVersion(version);
  }
}
