package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// A master has lost an open replica, and made up for it: from now on no open replica below this
/// epoch counts. Recorded only while the master is up, since afterwards its log belongs to its
/// recovery. An older epoch changes nothing.
public record RecordEpoch(ServerId master, Epoch epoch) implements Request.ToCoordinator {
  /// Checks that both are there.
  public RecordEpoch {
    require(!master.equals(ServerId.NONE), "an epoch of no master");
    require(!epoch.segment().equals(SegmentId.NONE), "an epoch of no segment");
  }
}
