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
    write(write.condition(), out);
    write(write.once(), out);
    out.writeLong(write.tenure());
  }

  static Write readWrite(ByteBuf in, Recent recent) {
    return new Write(table(in, recent), key(in, recent), value(in, recent), condition(in),
        once(in), FieldReader.int64(in));
  }

  static void write(Remove remove, ByteBuf out) {
    out.writeLong(remove.table().value());
    FieldWriter.bytes(out, remove.key());
    write(remove.condition(), out);
    write(remove.once(), out);
    out.writeLong(remove.tenure());
  }

  static Remove readRemove(ByteBuf in, Recent recent) {
    return new Remove(table(in, recent), key(in, recent), condition(in), once(in),
        FieldReader.int64(in));
  }

  static void write(Increment increment, ByteBuf out) {
    out.writeLong(increment.table().value());
    FieldWriter.bytes(out, increment.key());
    out.writeLong(increment.by());
    write(increment.condition(), out);
    write(increment.once(), out);
    out.writeLong(increment.tenure());
  }

  static Increment readIncrement(ByteBuf in, Recent recent) {
    return new Increment(table(in, recent), key(in, recent), FieldReader.int64(in), condition(in),
        once(in), FieldReader.int64(in));
  }

  static void write(Incremented incremented, ByteBuf out) {
    out.writeLong(incremented.version());
    out.writeLong(incremented.number());
  }

  static Incremented readIncremented(ByteBuf in) {
    return new Incremented(FieldReader.int64(in), FieldReader.int64(in));
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

  private static void write(Condition condition, ByteBuf out) {
    out.writeByte(condition.kind().code());
    out.writeLong(condition.version());
  }

  private static Condition condition(ByteBuf in) {
    Condition.Kind kind = Condition.Kind.of(FieldReader.int8(in));
    long version = FieldReader.int64(in);
    boolean always = kind == Condition.Kind.ALWAYS && version == 0;
    return always ? Condition.ALWAYS : new Condition(kind, version);
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
