package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;

/// Bodies about single objects.
final class ObjectCodec {
  private ObjectCodec() {}

  static void write(Read read, ByteBuf out) {
    out.writeLong(read.table().value());
    FieldWriter.bytes(out, read.key());
  }

  static Read readRead(ByteBuf in, Recent recent) {
    return new Read(table(in, recent), key(in, recent));
  }

  static void write(Write write, ByteBuf out) {
    out.writeLong(write.table().value());
    FieldWriter.bytes(out, write.key());
    FieldWriter.bytes(out, write.value());
    out.writeLong(write.expectedVersion());
    write(write.once(), out);
  }

  static Write readWrite(ByteBuf in, Recent recent) {
    return new Write(table(in, recent), key(in, recent), value(in, recent), FieldReader.int64(in),
        once(in));
  }

  static void write(Remove remove, ByteBuf out) {
    out.writeLong(remove.table().value());
    FieldWriter.bytes(out, remove.key());
    out.writeLong(remove.expectedVersion());
    write(remove.once(), out);
  }

  static Remove readRemove(ByteBuf in, Recent recent) {
    return new Remove(table(in, recent), key(in, recent), FieldReader.int64(in), once(in));
  }

  static void write(Value value, ByteBuf out) {
    out.writeLong(value.version());
    FieldWriter.bytes(out, value.bytes());
  }

  static Value readValue(ByteBuf in) {
    return new Value(FieldReader.int64(in), FieldReader.bytes(in, Limits.VALUE_BYTES_MAX));
  }

  private static TableId table(ByteBuf in, Recent recent) {
    return recent.table(FieldReader.int64(in));
  }

  private static Bytes key(ByteBuf in, Recent recent) {
    return FieldReader.fill(recent.key(FieldReader.length(in, Limits.KEY_BYTES_MAX)), in);
  }

  private static Bytes value(ByteBuf in, Recent recent) {
    return FieldReader.fill(recent.value(FieldReader.length(in, Limits.VALUE_BYTES_MAX)), in);
  }

  private static void write(Once once, ByteBuf out) {
    out.writeLong(once.client());
    out.writeLong(once.sequence());
    out.writeLong(once.acknowledged());
  }

  private static Once once(ByteBuf in) {
    long client = FieldReader.int64(in);
    long sequence = FieldReader.int64(in);
    long acknowledged = FieldReader.int64(in);
    return (client | sequence | acknowledged) == 0
        ? Once.NONE : new Once(client, sequence, acknowledged);
  }
}
