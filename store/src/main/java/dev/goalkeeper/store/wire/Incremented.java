package dev.goalkeeper.store.wire;

/// The number is written, as safely as the store promises.
///
/// @param version that it has now
/// @param number what it is now
public record Incremented(long version, long number) implements Reply.ToIncrement {
  public Incremented {
    Versions.requireVersion(version);
  }
}
