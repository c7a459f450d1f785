package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;

/// Reads the frames of one connection, one after the other: the mirror of [Codec#encode].
///
/// It remembers what the frames before have named. Most name the same again, so that only what is
/// new in a frame is made anew (`WireBenchmark`). Keys and values of requests are read into those
/// of the request before, if they are as long: who needs them after the next frame copies them.
/// One reader belongs to one thread.
public final class FrameReader {
  private static final Done DONE = new Done();

  private final Recent recent = new Recent();
  private long requestId;
  private Envelope envelope = Envelope.NONE;

  /// Reads the frame whose bytes after its length field are the next `length` of `in`, and passes
  /// over them. What the message says about views (see [WriteReplica]) is about the memory of `in`.
  ///
  /// @throws Malformed with one line that says what is wrong; nothing may be read after that
  public Message read(ByteBuf in, int length) {
    int end = in.writerIndex();
    // What follows the frame is not there for whoever reads it.
    in.writerIndex(in.readerIndex() + length);
    try {
      Message message = readFrame(in);
      if (in.isReadable()) {
        throw new Malformed(in.readableBytes() + " bytes after the end of "
            + message.getClass().getSimpleName());
      }
      return message;
    } catch (IllegalArgumentException broken) {
      throw new Malformed(String.valueOf(broken.getMessage()));
    } finally {
      in.writerIndex(end);
    }
  }

  /// Of the frame that was read last.
  public long requestId() {
    return requestId;
  }

  /// Of the frame that was read last.
  public Envelope envelope() {
    return envelope;
  }

  private Message readFrame(ByteBuf in) {
    FieldReader.requireReadable(in, Codec.HEADER_BYTES);
    int version = in.readUnsignedByte();
    if (version != Codec.VERSION) {
      throw new Malformed("wire version " + version + ", this is version " + Codec.VERSION);
    }
    MessageType type = MessageType.of(in.readUnsignedByte());
    int flags = in.readUnsignedShort();
    if (flags != 0) {
      throw new Malformed("unknown flags 0x" + Integer.toHexString(flags));
    }
    requestId = in.readLong();
    envelope = recent.envelope(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    return readBody(type, in);
  }

  private Message readBody(MessageType type, ByteBuf in) {
    return switch (type) {
      case ENLIST -> ClusterCodec.readEnlist(in);
      case GET_MEMBERSHIP -> new GetMembership();
      case RECORD_EPOCH -> ClusterCodec.readRecordEpoch(in);
      case RENEW_LEASE -> new RenewLease(FieldReader.serverId(in));
      case SUSPECT -> new Suspect(FieldReader.serverId(in));
      case RENEW_CLIENT -> new RenewClient(FieldReader.int64(in));
      case ASK_CLIENTS -> new AskClients(ClientCodec.readClients(in));
      case CREATE_TABLE -> TableCodec.readCreateTable(in);
      case GET_TABLE -> TableCodec.readGetTable(in);
      case GET_TABLES -> new GetTables();
      case DRAIN_SERVER -> TableCodec.readDrainServer(in);
      case DRAINING -> new Draining(FieldReader.int32(in));
      case DROP_TABLE -> new DropTable(FieldReader.tableId(in));
      case FORGET_TABLE -> new ForgetTable(FieldReader.tableId(in));
      case PUSH_MEMBERSHIP -> new PushMembership(ClusterCodec.readMembership(in));
      case TAKE_TABLET -> TableCodec.readTakeTablet(in);
      case READ -> ObjectCodec.readRead(in, recent);
      case WRITE -> ObjectCodec.readWrite(in, recent);
      case REMOVE -> ObjectCodec.readRemove(in, recent);
      case INCREMENT -> ObjectCodec.readIncrement(in, recent);
      case SCAN -> ScanCodec.readScan(in);
      case WRITE_REPLICA -> ReplicaCodec.readWriteReplica(in, recent);
      case TAKE_INVENTORY -> RecoveryCodec.readTakeInventory(in);
      case INVENTORY -> RecoveryCodec.readInventory(in);
      case FETCH_ENTRIES -> RecoveryCodec.readFetchEntries(in, recent);
      case ENTRIES -> RecoveryCodec.readEntries(in);
      case RECOVER_TABLETS -> RecoveryCodec.readRecoverTablets(in);
      case RECOVERED -> RecoveryCodec.readRecovered(in);
      case MOVE_TABLET, SPLIT_TABLET, BRING_TABLET, PULL_TABLET, LET_GO, PULLED ->
          MoveCodec.read(type, in);
      case REPLICA_DAMAGED -> new ReplicaDamaged(ReplicaCodec.readReplicaId(in, recent));
      case REPLICA_FOUND -> new ReplicaFound(ReplicaCodec.readReplicaId(in, recent));
      case FREE_REPLICA -> ReplicaCodec.readFreeReplica(in, recent);
      case PING -> new Ping();
      case INSPECT -> PlainCodec.readInspect(in);
      case ENLISTED -> ClusterCodec.readEnlisted(in);
      case MEMBERSHIP -> ClusterCodec.readMembership(in);
      case TABLE_LIST -> TableCodec.readTableList(in);
      case TABLE -> TableCodec.readTable(in);
      case LEASED -> new Leased(FieldReader.int32(in));
      case CLIENT_LEASED -> ClientCodec.readClientLeased(in);
      case CLIENTS_ENDED -> new ClientsEnded(ClientCodec.readClients(in));
      case MEMBERSHIP_APPLIED -> new MembershipApplied(FieldReader.int64(in));
      case VALUE -> ObjectCodec.readValue(in);
      case ABSENT -> new Absent();
      case WRITTEN -> new Written(FieldReader.int64(in));
      case REMOVED -> new Removed(FieldReader.int64(in));
      case INCREMENTED -> ObjectCodec.readIncremented(in);
      case PAGE -> ScanCodec.readPage(in);
      case MISMATCH -> new Mismatch(FieldReader.int64(in));
      case DONE -> DONE;
      case PONG -> new Pong();
      case INSPECTION -> PlainCodec.readInspection(in);
      case REFUSED -> PlainCodec.readRefused(in);
    };
  }
}
