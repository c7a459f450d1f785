package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;

/// Bodies about who belongs to the cluster.
final class ClusterCodec {
  /// An id, an empty host's length, a port, an empty domain's length, memory, a status.
  private static final int MEMBER_BYTES_MIN = 21;

  private ClusterCodec() {}

  static void write(Enlist enlist, ByteBuf out) {
    FieldWriter.name(out, enlist.cluster());
    FieldWriter.address(out, enlist.address());
    FieldWriter.name(out, enlist.domain());
    out.writeLong(enlist.memoryBytes());
    out.writeLong(enlist.formerSelf().value());
    out.writeLong(enlist.start());
  }

  static Enlist readEnlist(ByteBuf in) {
    return new Enlist(FieldReader.name(in), FieldReader.address(in), FieldReader.name(in),
        FieldReader.int64(in), FieldReader.serverId(in), FieldReader.int64(in));
  }

  static void write(Enlisted enlisted, ByteBuf out) {
    out.writeLong(enlisted.id().value());
    out.writeInt(enlisted.replicas());
    out.writeInt(enlisted.segmentBytes());
    out.writeByte(enlisted.mode().code());
    write(enlisted.membership(), out);
  }

  static Enlisted readEnlisted(ByteBuf in) {
    return new Enlisted(FieldReader.serverId(in), FieldReader.int32(in), FieldReader.int32(in),
        Mode.of(FieldReader.int8(in)), readMembership(in));
  }

  static void write(RecordEpoch record, ByteBuf out) {
    out.writeLong(record.master().value());
    out.writeLong(record.epoch().segment().value());
    out.writeInt(record.epoch().number());
  }

  static RecordEpoch readRecordEpoch(ByteBuf in) {
    return new RecordEpoch(FieldReader.serverId(in),
        new Epoch(new SegmentId(FieldReader.int64(in)), FieldReader.int32(in)));
  }

  static void write(Membership membership, ByteBuf out) {
    out.writeLong(membership.version());
    FieldWriter.list(out, membership.members(), ClusterCodec::writeMember);
  }

  static Membership readMembership(ByteBuf in) {
    return new Membership(FieldReader.int64(in), FieldReader.list(in, Limits.MEMBERS_MAX,
        MEMBER_BYTES_MIN, ClusterCodec::readMember));
  }

  private static void writeMember(ByteBuf out, Member member) {
    out.writeLong(member.id().value());
    FieldWriter.address(out, member.address());
    FieldWriter.name(out, member.domain());
    out.writeLong(member.memoryBytes());
    out.writeByte(member.status().code());
  }

  private static Member readMember(ByteBuf in) {
    return new Member(FieldReader.serverId(in), FieldReader.address(in), FieldReader.name(in),
        FieldReader.int64(in), Member.Status.of(FieldReader.int8(in)));
  }
}
