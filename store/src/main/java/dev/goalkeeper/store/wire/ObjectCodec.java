package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;

/// Bodies about single objects.
final class ObjectCodec {
  private ObjectCodec() {}

  static void write(Read read, ByteBuf out) {
    out.writeLong(read.table().value());
    FieldWriter.bytes(out, read.key());
  }

  static Read readRead(ByteBuf in) {
    return new Read(FieldReader.tableId(in), key(in));
  }

  static void write(Write write, ByteBuf out) {
    out.writeLong(write.table().value());
    FieldWriter.bytes(out, write.key());
    FieldWriter.bytes(out, write.value());
    out.writeLong(write.expectedVersion());
    write(write.once(), out);
  }

  static Write readWrite(ByteBuf in) {
    return new Write(FieldReader.tableId(in), key(in), value(in), FieldReader.int64(in), once(in));
  }

  static void write(Remove remove, ByteBuf out) {
    out.writeLong(remove.table().value());
    FieldWriter.bytes(out, remove.key());
    out.writeLong(remove.expectedVersion());
    write(remove.once(), out);
  }

  static Remove readRemove(ByteBuf in) {
    return new Remove(FieldReader.tableId(in), key(in), FieldReader.int64(in), once(in));
  }

  static void write(Value value, ByteBuf out) {
    out.writeLong(value.version());
    FieldWriter.bytes(out, value.bytes());
  }

  static Value readValue(ByteBuf in) {
    return new Value(FieldReader.int64(in), value(in));
  }

  private static Bytes key(ByteBuf in) {
    return FieldReader.bytes(in, Limits.KEY_BYTES_MAX);
  }

  private static Bytes value(ByteBuf in) {
    return FieldReader.bytes(in, Limits.VALUE_BYTES_MAX);
  }

  private static void write(Once once, ByteBuf out) {
    out.writeLong(once.client());
    out.writeLong(once.sequence());
    out.writeLong(once.acknowledged());
  }

  private static Once once(ByteBuf in) {
    return new Once(FieldReader.int64(in), FieldReader.int64(in), FieldReader.int64(in));
  }
}
