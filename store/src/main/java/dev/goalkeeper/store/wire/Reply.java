package dev.goalkeeper.store.wire;

/// The answers, grouped by the request that they answer.
///
/// Who has asked narrows what came to the group and then switches over it without a `default`; a
/// reply outside the group means that the other side broke the protocol.
public sealed interface Reply extends Message
    permits Reply.ToEnlist, Reply.ToGetMembership, Reply.ToRenewLease, Reply.ToRenewClient,
        Reply.ToAskClients, Reply.ToTable, Reply.ToGetTables, Reply.ToDrainServer,
        Reply.ToPushMembership, Reply.ToCommand, Reply.ToRead, Reply.ToWrite,
        Reply.ToRemove, Reply.ToIncrement, Reply.ToScan, Reply.ToRecoverTablets, Reply.ToPullTablet,
        Reply.ToTakeInventory, Reply.ToFetchEntries, Reply.ToPing, Reply.ToInspect {

  /// Answers [Enlist].
  sealed interface ToEnlist extends Reply permits Enlisted, Refused {}

  /// Answers [GetMembership].
  sealed interface ToGetMembership extends Reply permits Membership, Refused {}

  /// Answers [RenewLease].
  sealed interface ToRenewLease extends Reply permits Leased, Refused {}

  /// Answers [RenewClient].
  sealed interface ToRenewClient extends Reply permits ClientLeased, Refused {}

  /// Answers [AskClients].
  sealed interface ToAskClients extends Reply permits ClientsEnded, Refused {}

  /// Answers [CreateTable], [GetTable], [MoveTablet] and [SplitTablet].
  sealed interface ToTable extends Reply permits Table, Refused {}

  /// Answers [GetTables].
  sealed interface ToGetTables extends Reply permits TableList, Refused {}

  /// Answers [DrainServer].
  sealed interface ToDrainServer extends Reply permits Draining, Refused {}

  /// Answers [PushMembership].
  sealed interface ToPushMembership extends Reply permits MembershipApplied, Refused {}

  /// Answers [RecordEpoch], [DropTable], [TakeTablet], [LetGo], [ForgetTable], [WriteReplica],
  /// [FreeReplica], [ReplicaDamaged] and [ReplicaFound].
  sealed interface ToCommand extends Reply permits Done, Refused {}

  /// Answers [Read].
  sealed interface ToRead extends Reply permits Value, Absent, Refused {}

  /// Answers [Write].
  sealed interface ToWrite extends Reply permits Written, Mismatch, Refused {}

  /// Answers [Remove].
  sealed interface ToRemove extends Reply permits Removed, Absent, Mismatch, Refused {}

  /// Answers [Increment].
  sealed interface ToIncrement extends Reply permits Incremented, Mismatch, Refused {}

  /// Answers [Scan].
  sealed interface ToScan extends Reply permits Page, Refused {}

  /// Answers [RecoverTablets] and [BringTablet].
  sealed interface ToRecoverTablets extends Reply permits Recovered, Refused {}

  /// Answers [PullTablet].
  sealed interface ToPullTablet extends Reply permits Pulled, Refused {}

  /// Answers [TakeInventory].
  sealed interface ToTakeInventory extends Reply permits Inventory, Refused {}

  /// Answers [FetchEntries].
  sealed interface ToFetchEntries extends Reply permits Entries, Refused {}

  /// Answers [Ping], and [Suspect], which needs no other answer.
  sealed interface ToPing extends Reply permits Pong, Refused {}

  /// Answers [Inspect].
  sealed interface ToInspect extends Reply permits Inspection, Refused {}
}
