package dev.goalkeeper.store.wire;

/// The type byte of a frame. Requests are below 0x80, their answers above; a code is never used for
/// anything else again.
enum MessageType {
  ENLIST(0x01),
  GET_MEMBERSHIP(0x02),
  CREATE_TABLE(0x03),
  GET_TABLE(0x04),
  RECORD_EPOCH(0x05),
  RENEW_LEASE(0x06),
  SUSPECT(0x07),
  GET_TABLES(0x0B),
  DRAIN_SERVER(0x0E),
  DROP_TABLE(0x0F),
  MOVE_TABLET(0x0C),
  SPLIT_TABLET(0x0D),
  RENEW_CLIENT(0x08),
  ASK_CLIENTS(0x09),
  PUSH_MEMBERSHIP(0x10),
  TAKE_TABLET(0x20),
  READ(0x21),
  WRITE(0x22),
  REMOVE(0x23),
  RECOVER_TABLETS(0x24),
  REPLICA_DAMAGED(0x25),
  REPLICA_FOUND(0x26),
  BRING_TABLET(0x27),
  PULL_TABLET(0x28),
  LET_GO(0x29),
  INCREMENT(0x2A),
  SCAN(0x2B),
  FORGET_TABLE(0x2F),
  WRITE_REPLICA(0x30),
  FREE_REPLICA(0x31),
  TAKE_INVENTORY(0x32),
  FETCH_ENTRIES(0x33),
  PING(0x40),
  INSPECT(0x41),

  ENLISTED(0x81),
  MEMBERSHIP(0x82),
  TABLE(0x83),
  LEASED(0x84),
  TABLE_LIST(0x8B),
  DRAINING(0x8E),
  CLIENT_LEASED(0x85),
  CLIENTS_ENDED(0x86),
  MEMBERSHIP_APPLIED(0x90),
  VALUE(0xA1),
  ABSENT(0xA2),
  WRITTEN(0xA3),
  REMOVED(0xA4),
  RECOVERED(0xA5),
  PULLED(0xA6),
  INCREMENTED(0xAA),
  MISMATCH(0xAB),
  PAGE(0xAC),
  DONE(0xB0),
  INVENTORY(0xB1),
  ENTRIES(0xB2),
  PONG(0xC0),
  INSPECTION(0xC1),
  REFUSED(0xF0);

  private static final MessageType[] BY_CODE = new MessageType[256];

  static {
    for (MessageType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;

  MessageType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /// The type of a code between 0 and 255.
  static MessageType of(int code) {
    MessageType type = BY_CODE[code];
    if (type == null) {
      throw new Malformed("unknown message type 0x" + Integer.toHexString(code));
    }
    return type;
  }

  static MessageType of(Message message) {
    return switch (message) {
      case Request request -> ofRequest(request);
      case Reply reply -> ofReply(reply);
    };
  }

  private static MessageType ofRequest(Request request) {
    return switch (request) {
      case Enlist _ -> ENLIST;
      case GetMembership _ -> GET_MEMBERSHIP;
      case RecordEpoch _ -> RECORD_EPOCH;
      case RenewLease _ -> RENEW_LEASE;
      case Suspect _ -> SUSPECT;
      case RenewClient _ -> RENEW_CLIENT;
      case AskClients _ -> ASK_CLIENTS;
      case CreateTable _ -> CREATE_TABLE;
      case GetTable _ -> GET_TABLE;
      case PushMembership _ -> PUSH_MEMBERSHIP;
      case TakeTablet _ -> TAKE_TABLET;
      case Read _ -> READ;
      case Write _ -> WRITE;
      case Remove _ -> REMOVE;
      case Increment _ -> INCREMENT;
      case Scan _ -> SCAN;
      case GetTables _ -> GET_TABLES;
      case DrainServer _ -> DRAIN_SERVER;
      case DropTable _ -> DROP_TABLE;
      case ForgetTable _ -> FORGET_TABLE;
      case MoveTablet _ -> MOVE_TABLET;
      case SplitTablet _ -> SPLIT_TABLET;
      case BringTablet _ -> BRING_TABLET;
      case PullTablet _ -> PULL_TABLET;
      case LetGo _ -> LET_GO;
      case RecoverTablets _ -> RECOVER_TABLETS;
      case ReplicaDamaged _ -> REPLICA_DAMAGED;
      case ReplicaFound _ -> REPLICA_FOUND;
      case WriteReplica _ -> WRITE_REPLICA;
      case FreeReplica _ -> FREE_REPLICA;
      case TakeInventory _ -> TAKE_INVENTORY;
      case FetchEntries _ -> FETCH_ENTRIES;
      case Ping _ -> PING;
      case Inspect _ -> INSPECT;
    };
  }

  private static MessageType ofReply(Reply reply) {
    return switch (reply) {
      case Enlisted _ -> ENLISTED;
      case Membership _ -> MEMBERSHIP;
      case Table _ -> TABLE;
      case Leased _ -> LEASED;
      case ClientLeased _ -> CLIENT_LEASED;
      case ClientsEnded _ -> CLIENTS_ENDED;
      case MembershipApplied _ -> MEMBERSHIP_APPLIED;
      case Value _ -> VALUE;
      case Absent _ -> ABSENT;
      case Written _ -> WRITTEN;
      case Removed _ -> REMOVED;
      case Incremented _ -> INCREMENTED;
      case Mismatch _ -> MISMATCH;
      case Page _ -> PAGE;
      case TableList _ -> TABLE_LIST;
      case Draining _ -> DRAINING;
      case Recovered _ -> RECOVERED;
      case Pulled _ -> PULLED;
      case Done _ -> DONE;
      case Inventory _ -> INVENTORY;
      case Entries _ -> ENTRIES;
      case Pong _ -> PONG;
      case Inspection _ -> INSPECTION;
      case Refused _ -> REFUSED;
    };
  }
}
