package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// Until so long after it has asked, a server may answer what others could have changed since.
///
/// @param millis above zero, by a clock without error
public record Leased(int millis) implements Reply.ToRenewLease {
  /// Checks that it is a time.
  public Leased {
    require(millis > 0, "a lease of " + millis + " ms");
  }
}
