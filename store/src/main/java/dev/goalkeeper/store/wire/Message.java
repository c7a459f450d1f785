package dev.goalkeeper.store.wire;

/// Every message of the system. One request, one answer; each answer may also be [Refused].
///
/// | request          | from, to             | what it does                 | answer              |
/// |------------------|----------------------|------------------------------|---------------------|
/// | [Enlist]         | server → coordinator | joins the cluster            | [Enlisted]          |
/// | [GetMembership]  | anyone → coordinator | asks who is in the cluster   | [Membership]        |
/// | [RecordEpoch]    | master → coordinator | open replicas below it are lost | [Done]           |
/// | [RenewLease]     | master → coordinator | it may answer reads             | [Leased]         |
/// | [Suspect]        | server → coordinator | another one does not answer     | [Pong]           |
/// | [RenewClient]    | client → coordinator | it lives, and goes on           | [ClientLeased]   |
/// | [AskClients]     | master → coordinator | whose lease has ended           | [ClientsEnded]   |
/// | [CreateTable]    | client → coordinator | makes a table                | [Table]             |
/// | [GetTable]       | client → coordinator | asks who serves a table      | [Table]             |
/// | [GetTables]      | client → coordinator | asks which tables there are  | [TableList]         |
/// | [DropTable]      | client → coordinator | drops a table                | [Done]              |
/// | [DrainServer]    | client → coordinator | a server is to be empty      | [Draining]          |
/// | [PushMembership] | coordinator → server | tells who is in the cluster  | [MembershipApplied] |
/// | [TakeTablet]     | coordinator → master | gives it a tablet to serve   | [Done]              |
/// | [ForgetTable]    | coordinator → master | nothing of it is served now  | [Done]              |
/// | [Read]           | client → master      | reads an object              | [Value], [Absent]   |
/// | [Write]          | client → master      | writes an object             | [Written]           |
/// | [Remove]         | client → master      | removes an object            | [Removed], [Absent] |
/// | [Increment]      | client → master      | adds to a number             | [Incremented]       |
/// | [Scan]           | client → master      | reads objects of a range     | [Page]              |
/// | [WriteReplica]   | master → backup      | opens, fills, ends a replica | [Done]              |
/// | [FreeReplica]    | master → backup      | gives a replica's frame back | [Done]              |
/// | [ReplicaDamaged] | backup → master      | the disk has not kept it     | [Done]              |
/// | [ReplicaFound]   | backup → master      | it is an earlier life's      | [Done]              |
/// | [TakeInventory]  | coordinator → backup | what it has of a dead log    | [Inventory]         |
/// | [MoveTablet]     | client → coordinator | brings it to another server  | [Table]             |
/// | [SplitTablet]    | client → coordinator | divides it at a hash         | [Table]             |
/// | [BringTablet]    | coordinator → master | fetches a living one's tablet | [Recovered]        |
/// | [PullTablet]     | master → master      | what a tablet has, by pages  | [Pulled]            |
/// | [LetGo]          | coordinator → master | what it gave is another's    | [Done]              |
/// | [RecoverTablets] | coordinator → master | brings lost tablets to it    | [Recovered]         |
/// | [FetchEntries]   | master → backup      | reads a dead log             | [Entries]           |
/// | [Ping]           | coordinator → server | asks whether it lives        | [Pong]              |
/// | [Inspect]        | anyone → anyone      | asks about tasks and rules   | [Inspection]        |
///
/// A mutation whose [Condition] does not hold is answered with [Mismatch].
///
/// A message is an immutable record whose constructor holds the limits of [Limits]; what breaks one
/// cannot be sent and does not come out of a decoder. Requests are grouped by who answers them and
/// answers by what they answer (see [Request], [Reply]), so that each side's `switch` is
/// exhaustive. An [Envelope] goes with each message; [Frame] is both together, and [Codec] its
/// bytes.
public sealed interface Message permits Request, Reply {}
