package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;
import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

import java.util.List;

/// Reads a replica of a crashed master's log: what belongs to some tablets, from a place on.
///
/// @param offset in the segment: 0, or where an answer before has ended
/// @param tablets what is wanted
public record FetchEntries(ReplicaId replica, int offset, List<LostTablet> tablets)
    implements Request.ToBackup {
  public FetchEntries {
    requireNotNegative("offset", offset);
    tablets = List.copyOf(tablets);
    require(!tablets.isEmpty(), "entries of no tablet");
    requireAtMost("tablets", tablets.size(), Limits.TABLETS_MAX);
  }
}
