package dev.goalkeeper.store.wire;

/// What one process asks of another, grouped by who answers.
public sealed interface Request extends Message
    permits Request.ToCoordinator, Request.ToServer, Request.ToMaster,
        Request.ToRecoveryMaster, Request.ToReplication, Request.ToBackup,
        Request.ToAnyone {

  /// Decisions about the cluster: who belongs to it, who serves what.
  sealed interface ToCoordinator extends Request
      permits Enlist, GetMembership, RecordEpoch, RenewLease, Suspect, RenewClient, AskClients,
          CreateTable, GetTable,
          GetTables, DropTable, DrainServer, MoveTablet, SplitTablet {}

  /// Membership, which a server keeps for both its parts.
  sealed interface ToServer extends Request permits PushMembership {}

  /// Tablets and the objects in them.
  sealed interface ToMaster extends Request
      permits TakeTablet, PullTablet, LetGo, ForgetTable, ToObjects {}

  /// Objects in a master's tablets.
  sealed interface ToObjects extends ToMaster permits Read, Scan, Mutation {}

  /// What changes an object.
  sealed interface Mutation extends ToObjects permits Write, Remove, Increment {
    /// What makes it take effect once.
    Once once();

    /// The tenure of the tablet for which it is meant.
    long tenure();
  }

  /// Tablets that a crashed master has left behind, or that a living one gives away.
  sealed interface ToRecoveryMaster extends Request permits RecoverTablets, BringTablet {}

  /// Replicas of its own segments, which others keep for a master.
  sealed interface ToReplication extends Request permits ReplicaDamaged, ReplicaFound {}

  /// Replicas of other masters' segments.
  sealed interface ToBackup extends Request
      permits WriteReplica, FreeReplica, TakeInventory, FetchEntries {}

  /// What every process answers.
  sealed interface ToAnyone extends Request permits Ping, Inspect {}
}
