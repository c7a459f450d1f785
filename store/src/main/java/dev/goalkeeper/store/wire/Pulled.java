package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;

/// A page of what belongs to a tablet: entries of its owner's log, each after its place there, as
/// in [Entries].
///
/// @param next where to go on
/// @param last whether that is all, and the tablet is not served any more
/// @param versionFloor the least version that a new object of the tablet has
public record Pulled(PullCursor next, boolean last, long versionFloor, Bytes bytes)
    implements Reply.ToPullTablet {
  public Pulled {
    require(versionFloor >= Versions.FIRST, "a version floor", versionFloor);
    requireAtMost("bytes of entries", bytes.length(), Limits.ENTRIES_BYTES_MAX);
  }
}
