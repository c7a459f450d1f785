package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// The mutation's [Condition] does not hold; nothing was changed.
///
/// @param version that is there, or [Versions#ABSENT]
public record Mismatch(long version)
    implements Reply.ToWrite, Reply.ToRemove, Reply.ToIncrement {

  public Mismatch {
    require(version >= Versions.ABSENT, "no version", version);
  }
}
