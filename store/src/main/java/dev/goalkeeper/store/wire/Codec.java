package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;

/// The bytes of a frame, all big-endian:
///
/// ```
/// int length of what follows | byte version | byte type | short flags | long request id
/// | long cause | long term | long sender | long target | body
/// ```
///
/// One message has one encoding: whatever decodes gives the same bytes when it is encoded again.
/// Decoding throws nothing but [Malformed], and allocates nothing larger than the bytes that are
/// there.
public final class Codec {
  /// Of the format that this class writes, and the only one that it reads.
  public static final int VERSION = 1;

  /// The bytes of the length field, which does not count itself.
  public static final int LENGTH_BYTES = 4;

  /// What follows the length field before the body.
  static final int HEADER_BYTES = 44;

  private Codec() {}

  /// Appends a frame to `out`, its length field included. Copies what the message refers to.
  public static void encode(Frame frame, ByteBuf out) {
    encode(frame.requestId(), frame.envelope(), frame.message(), out);
  }

  /// The same for the parts of a frame.
  public static void encode(long requestId, Envelope envelope, Message message, ByteBuf out) {
    int start = out.writerIndex();
    out.ensureWritable(encodedBytes(message));
    out.writeInt(0);
    out.writeByte(VERSION);
    out.writeByte(MessageType.of(message).code());
    out.writeShort(0);
    out.writeLong(requestId);
    out.writeLong(envelope.cause());
    out.writeLong(envelope.term());
    out.writeLong(envelope.sender().value());
    out.writeLong(envelope.target().value());
    writeBody(message, out);
    out.setInt(start, out.writerIndex() - start - LENGTH_BYTES);
  }

  /// About how many bytes the frame will take; exact to a few hundred for those that carry data.
  public static int encodedBytes(Message message) {
    return LENGTH_BYTES + HEADER_BYTES + payloadBytes(message);
  }

  /// Passes a length field on, if it can be one.
  ///
  /// @throws Malformed before anything is allocated
  public static int checkedLength(int length) {
    if (length < HEADER_BYTES || length > Limits.FRAME_BYTES_MAX) {
      throw new Malformed("a frame of " + Integer.toUnsignedString(length) + " bytes, expected "
          + HEADER_BYTES + " to " + Limits.FRAME_BYTES_MAX);
    }
    return length;
  }

  /// Reads a frame from `in`, which holds all of it after its length field and nothing else.
  ///
  /// @throws Malformed with one line that says what is wrong
  /// @see FrameReader for the frames of a connection
  public static Frame decode(ByteBuf in) {
    FrameReader reader = new FrameReader();
    Message message = reader.read(in, in.readableBytes());
    return new Frame(reader.requestId(), reader.envelope(), message);
  }

  private static void writeBody(Message message, ByteBuf out) {
    switch (message) {
      case WriteReplica write -> ReplicaCodec.write(write, out);
      case FreeReplica free -> ReplicaCodec.write(free, out);
      case ReplicaDamaged damaged -> ReplicaCodec.writeReplicaId(damaged.replica(), out);
      case ReplicaFound found -> ReplicaCodec.writeReplicaId(found.replica(), out);
      case TakeInventory take -> RecoveryCodec.write(take, out);
      case Inventory inventory -> RecoveryCodec.write(inventory, out);
      case FetchEntries fetch -> RecoveryCodec.write(fetch, out);
      case Entries entries -> RecoveryCodec.write(entries, out);
      case RecoverTablets recover -> RecoveryCodec.write(recover, out);
      case Recovered recovered -> RecoveryCodec.write(recovered, out);
      case MoveTablet move -> MoveCodec.write(move, out);
      case SplitTablet split -> MoveCodec.write(split, out);
      case BringTablet bring -> MoveCodec.write(bring, out);
      case PullTablet pull -> MoveCodec.write(pull, out);
      case LetGo letGo -> out.writeLong(letGo.number());
      case Pulled pulled -> MoveCodec.write(pulled, out);
      case Read read -> ObjectCodec.write(read, out);
      case Write write -> ObjectCodec.write(write, out);
      case Remove remove -> ObjectCodec.write(remove, out);
      case Increment increment -> ObjectCodec.write(increment, out);
      case Scan scan -> ScanCodec.write(scan, out);
      case Page page -> ScanCodec.write(page, out);
      case Value value -> ObjectCodec.write(value, out);
      case Written written -> out.writeLong(written.version());
      case Removed removed -> out.writeLong(removed.version());
      case Incremented incremented -> ObjectCodec.write(incremented, out);
      case Mismatch mismatch -> out.writeLong(mismatch.version());
      case Enlist enlist -> ClusterCodec.write(enlist, out);
      case Enlisted enlisted -> ClusterCodec.write(enlisted, out);
      case Membership membership -> ClusterCodec.write(membership, out);
      case PushMembership push -> ClusterCodec.write(push.membership(), out);
      case MembershipApplied applied -> out.writeLong(applied.version());
      case RecordEpoch raise -> ClusterCodec.write(raise, out);
      case RenewLease renew -> out.writeLong(renew.server().value());
      case Suspect suspect -> out.writeLong(suspect.server().value());
      case Leased leased -> out.writeInt(leased.millis());
      case RenewClient renew -> out.writeLong(renew.client());
      case ClientLeased leased -> ClientCodec.write(leased, out);
      case AskClients ask -> ClientCodec.writeClients(ask.clients(), out);
      case ClientsEnded ended -> ClientCodec.writeClients(ended.clients(), out);
      case CreateTable create -> TableCodec.write(create, out);
      case GetTable get -> FieldWriter.name(out, get.name());
      case DrainServer drain -> TableCodec.write(drain, out);
      case Draining draining -> out.writeInt(draining.tabletsLeft());
      case DropTable drop -> out.writeLong(drop.table().value());
      case ForgetTable forget -> out.writeLong(forget.table().value());
      case TableList list -> TableCodec.write(list, out);
      case Table table -> TableCodec.write(table, out);
      case TakeTablet take -> TableCodec.write(take, out);
      case Inspect inspect -> PlainCodec.write(inspect, out);
      case Inspection inspection -> PlainCodec.write(inspection, out);
      case Refused refused -> PlainCodec.write(refused, out);
      case GetMembership _, GetTables _, Ping _, Absent _, Done _, Pong _ -> { }
    }
  }

  /// What makes a frame large; the rest is rounded up.
  private static int payloadBytes(Message message) {
    int rest = 128;
    return rest + switch (message) {
      case WriteReplica write -> (int) write.data().byteSize();
      case Write write -> write.key().length() + write.value().length();
      case Read read -> read.key().length();
      case Remove remove -> remove.key().length();
      case Increment increment -> increment.key().length();
      case Value value -> value.bytes().length();
      case Entries entries -> entries.bytes().length();
      case Pulled pulled -> pulled.bytes().length();
      case Scan scan -> scan.after().length();
      case Page page -> page.bytes();
      case Request _, Reply _ -> 0;
    };
  }
}
