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
    int start = out.writerIndex();
    out.ensureWritable(LENGTH_BYTES + HEADER_BYTES + payloadBytes(frame.message()));
    out.writeInt(0);
    out.writeByte(VERSION);
    out.writeByte(MessageType.of(frame.message()).code());
    out.writeShort(0);
    out.writeLong(frame.requestId());
    Envelope envelope = frame.envelope();
    out.writeLong(envelope.cause());
    out.writeLong(envelope.term());
    out.writeLong(envelope.sender().value());
    out.writeLong(envelope.target().value());
    writeBody(frame.message(), out);
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

  /// Reads a frame from `in`, which holds all of it after its length field and nothing else. What
  /// the message says about views (see [WriteReplica]) is about the memory of `in`.
  ///
  /// @throws Malformed with one line that says what is wrong
  public static Frame decode(ByteBuf in) {
    try {
      Frame frame = read(in);
      if (in.isReadable()) {
        throw new Malformed(in.readableBytes() + " bytes after the end of "
            + frame.message().getClass().getSimpleName());
      }
      return frame;
    } catch (IllegalArgumentException broken) {
      throw new Malformed(String.valueOf(broken.getMessage()));
    }
  }

  private static Frame read(ByteBuf in) {
    FieldReader.requireReadable(in, HEADER_BYTES);
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new Malformed("wire version " + version + ", this is version " + VERSION);
    }
    MessageType type = MessageType.of(in.readUnsignedByte());
    int flags = in.readUnsignedShort();
    if (flags != 0) {
      throw new Malformed("unknown flags 0x" + Integer.toHexString(flags));
    }
    long requestId = in.readLong();
    Envelope envelope = new Envelope(in.readLong(), in.readLong(), FieldReader.serverId(in),
        FieldReader.serverId(in));
    return new Frame(requestId, envelope, readBody(type, in));
  }

  private static Message readBody(MessageType type, ByteBuf in) {
    return switch (type) {
      case ENLIST -> ClusterCodec.readEnlist(in);
      case GET_MEMBERSHIP -> new GetMembership();
      case RECORD_EPOCH -> ClusterCodec.readRecordEpoch(in);
      case CREATE_TABLE -> TableCodec.readCreateTable(in);
      case GET_TABLE -> TableCodec.readGetTable(in);
      case PUSH_MEMBERSHIP -> new PushMembership(ClusterCodec.readMembership(in));
      case TAKE_TABLET -> TableCodec.readTakeTablet(in);
      case READ -> ObjectCodec.readRead(in);
      case WRITE -> ObjectCodec.readWrite(in);
      case REMOVE -> ObjectCodec.readRemove(in);
      case WRITE_REPLICA -> ReplicaCodec.readWriteReplica(in);
      case FREE_REPLICA -> ReplicaCodec.readFreeReplica(in);
      case PING -> new Ping();
      case INSPECT -> PlainCodec.readInspect(in);
      case ENLISTED -> ClusterCodec.readEnlisted(in);
      case MEMBERSHIP -> ClusterCodec.readMembership(in);
      case TABLE -> TableCodec.readTable(in);
      case MEMBERSHIP_APPLIED -> new MembershipApplied(FieldReader.int64(in));
      case VALUE -> ObjectCodec.readValue(in);
      case ABSENT -> new Absent();
      case WRITTEN -> new Written(FieldReader.int64(in));
      case REMOVED -> new Removed(FieldReader.int64(in));
      case DONE -> new Done();
      case PONG -> new Pong();
      case INSPECTION -> PlainCodec.readInspection(in);
      case REFUSED -> PlainCodec.readRefused(in);
    };
  }

  private static void writeBody(Message message, ByteBuf out) {
    switch (message) {
      case WriteReplica write -> ReplicaCodec.write(write, out);
      case FreeReplica free -> ReplicaCodec.write(free, out);
      case Read read -> ObjectCodec.write(read, out);
      case Write write -> ObjectCodec.write(write, out);
      case Remove remove -> ObjectCodec.write(remove, out);
      case Value value -> ObjectCodec.write(value, out);
      case Written written -> out.writeLong(written.version());
      case Removed removed -> out.writeLong(removed.version());
      case Enlist enlist -> ClusterCodec.write(enlist, out);
      case Enlisted enlisted -> ClusterCodec.write(enlisted, out);
      case Membership membership -> ClusterCodec.write(membership, out);
      case PushMembership push -> ClusterCodec.write(push.membership(), out);
      case MembershipApplied applied -> out.writeLong(applied.version());
      case RecordEpoch raise -> ClusterCodec.write(raise, out);
      case CreateTable create -> TableCodec.write(create, out);
      case GetTable get -> FieldWriter.name(out, get.name());
      case Table table -> TableCodec.write(table, out);
      case TakeTablet take -> TableCodec.write(take, out);
      case Inspect inspect -> PlainCodec.write(inspect, out);
      case Inspection inspection -> PlainCodec.write(inspection, out);
      case Refused refused -> PlainCodec.write(refused, out);
      case GetMembership _, Ping _, Absent _, Done _, Pong _ -> { }
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
      case Value value -> value.bytes().length();
      case Request _, Reply _ -> 0;
    };
  }
}
