package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// A master has crashed: the backup takes no write of it any more, and tells what it keeps of its
/// log. To ask again changes nothing, and may bring more: the backup may have started meanwhile.
///
/// @param master the life that has ended
/// @param recovery rises with each recovery of this cluster, and is above 0
public record TakeInventory(ServerId master, long recovery) implements Request.ToBackup {
  public TakeInventory {
    require(!master.equals(ServerId.NONE), "an inventory of no master");
    require(recovery > 0, "number of a recovery", recovery);
  }
}
