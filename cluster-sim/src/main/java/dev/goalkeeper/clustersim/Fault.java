package dev.goalkeeper.clustersim;

/// What a simulation can do to a cluster. Each seed draws which of them exist in it, and how often.
public enum Fault {
  /// A request never arrives.
  REQUEST_LOST,
  /// A request takes effect and its answer never arrives.
  REPLY_LOST,
  /// A request arrives twice.
  DUPLICATE,
  /// A message takes a hundred times as long as usual.
  DELAY,
  /// A message overtakes others on its way.
  REORDER,
  /// A backup's disk has no room for another replica.
  BACKUP_FULL,
  /// A server dies.
  CRASH,
  /// A second server dies before the first one's replicas are restored.
  SECOND_CRASH,
  /// The cluster learns late, and not everywhere at once, that a server died.
  LATE_NOTICE,
  /// A bit of what a master sends to a backup changes on the way.
  CORRUPTED,
  /// A server that lives is given up, and does not know it.
  FALSE_DEATH,
  /// A master is given up just as it asks for its epoch to be recorded.
  FALSE_DEATH_AT_RECORD,
  /// A server takes requests only after seconds, and lives.
  SLOW_BACKUP,
  /// The coordinator answers only after seconds.
  SLOW_COORDINATOR,
  /// A connection breaks, and with it the calls that wait for answers over it.
  CONNECTION_LOST,
  /// A process lives, and neither hears anybody nor is heard.
  PARTITION,
  /// A process turns every request away for a while, since it has too much to do.
  BUSY,
  /// A process does nothing for a while, and does not know it when it goes on.
  PAUSE,
  /// All machines lose their power at once.
  POWER_CUT,
  /// One machine loses its power, and comes back.
  REBOOT,
  /// After a power cut some sectors have what nobody had forced, others do not.
  TORN_WRITE,
  /// A disk cannot write what it is to force.
  SYNC_FAILED,
  /// A sector is written to another place than it belongs to.
  MISDIRECTED_WRITE,
  /// A bit on a disk changes by itself.
  BIT_ROT,
  /// A decision of the coordinator does not reach the record.
  RECORD_LOST,
  /// A decision is recorded, and the coordinator does not hear of it.
  RECORD_REPLY_LOST,
  /// A decision reaches the record after the coordinator has given the attempt up.
  RECORD_LATE,
  /// A coordinator dies, and another goes on.
  COORDINATOR_CRASH,
  /// A coordinator is replaced while it lives, and does not know it.
  DEPOSED
}
