package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.MemorySegment;

/// Bodies between a master and its backups.
final class ReplicaCodec {
  private ReplicaCodec() {}

  static void write(WriteReplica write, ByteBuf out) {
    writeReplicaId(write.replica(), out);
    out.writeByte(write.step().code());
    out.writeInt(write.epoch());
    out.writeInt(write.offset());
    out.writeInt(write.certificate().length());
    out.writeInt(write.certificate().checksum());
    out.writeInt((int) write.data().byteSize());
    copy(write.data(), out);
  }

  static WriteReplica readWriteReplica(ByteBuf in, Recent recent) {
    ReplicaId replica = readReplicaId(in, recent);
    WriteReplica.Step step = WriteReplica.Step.of(FieldReader.int8(in));
    int epoch = FieldReader.int32(in);
    int offset = FieldReader.int32(in);
    Certificate certificate = new Certificate(FieldReader.int32(in), FieldReader.int32(in));
    return new WriteReplica(replica, step, epoch, offset, view(in), certificate);
  }

  static void write(FreeReplica free, ByteBuf out) {
    writeReplicaId(free.replica(), out);
  }

  static FreeReplica readFreeReplica(ByteBuf in, Recent recent) {
    return new FreeReplica(readReplicaId(in, recent));
  }

  static void writeReplicaId(ReplicaId replica, ByteBuf out) {
    out.writeLong(replica.master().value());
    out.writeLong(replica.segment().value());
    out.writeInt(replica.generation());
  }

  static ReplicaId readReplicaId(ByteBuf in, Recent recent) {
    return recent.replica(
        FieldReader.int64(in), FieldReader.int64(in), FieldReader.int32(in));
  }

  /// From the log into the frame, and nowhere in between.
  private static void copy(MemorySegment data, ByteBuf out) {
    int length = (int) data.byteSize();
    out.ensureWritable(length);
    MemorySegment.ofBuffer(out.internalNioBuffer(out.writerIndex(), length)).copyFrom(data);
    out.writerIndex(out.writerIndex() + length);
  }

  private static MemorySegment view(ByteBuf in) {
    int length = FieldReader.length(in, Limits.CHUNK_BYTES_MAX);
    MemorySegment view = MemorySegment.ofBuffer(in.internalNioBuffer(in.readerIndex(), length));
    in.skipBytes(length);
    return view.asReadOnly();
  }
}
