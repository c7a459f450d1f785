package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;

/// Bodies about tablets that move, or are divided.
final class MoveCodec {
  private MoveCodec() {}

  /// @param type one of these
  static Message read(MessageType type, ByteBuf in) {
    return switch (type) {
      case MOVE_TABLET -> readMoveTablet(in);
      case SPLIT_TABLET -> readSplitTablet(in);
      case BRING_TABLET -> readBringTablet(in);
      case PULL_TABLET -> readPullTablet(in);
      case LET_GO -> new LetGo(FieldReader.int64(in));
      case PULLED -> readPulled(in);
      default -> throw new IllegalArgumentException(type + " is not about a move");
    };
  }

  static void write(MoveTablet move, ByteBuf out) {
    FieldWriter.name(out, move.table());
    out.writeLong(move.hash());
    out.writeLong(move.to().value());
  }

  private static MoveTablet readMoveTablet(ByteBuf in) {
    return new MoveTablet(
        FieldReader.name(in), FieldReader.int64(in), FieldReader.serverId(in));
  }

  static void write(SplitTablet split, ByteBuf out) {
    FieldWriter.name(out, split.table());
    out.writeLong(split.hash());
  }

  private static SplitTablet readSplitTablet(ByteBuf in) {
    return new SplitTablet(FieldReader.name(in), FieldReader.int64(in));
  }

  static void write(BringTablet bring, ByteBuf out) {
    out.writeLong(bring.number());
    TableCodec.writeTablet(out, bring.tablet());
  }

  private static BringTablet readBringTablet(ByteBuf in) {
    return new BringTablet(FieldReader.int64(in), TableCodec.readTablet(in));
  }

  static void write(PullTablet pull, ByteBuf out) {
    out.writeLong(pull.number());
    TableCodec.writeTablet(out, pull.tablet());
    write(pull.from(), out);
  }

  private static PullTablet readPullTablet(ByteBuf in) {
    return new PullTablet(FieldReader.int64(in), TableCodec.readTablet(in), cursor(in));
  }

  static void write(Pulled pulled, ByteBuf out) {
    write(pulled.next(), out);
    out.writeBoolean(pulled.last());
    out.writeLong(pulled.versionFloor());
    FieldWriter.bytes(out, pulled.bytes());
  }

  private static Pulled readPulled(ByteBuf in) {
    return new Pulled(cursor(in), FieldReader.truth(in), FieldReader.int64(in),
        FieldReader.bytes(in, Limits.ENTRIES_BYTES_MAX));
  }

  private static void write(PullCursor cursor, ByteBuf out) {
    out.writeByte(cursor.stage().code());
    out.writeLong(cursor.place());
    out.writeInt(cursor.offset());
  }

  private static PullCursor cursor(ByteBuf in) {
    return new PullCursor(PullCursor.Stage.of(FieldReader.int8(in)), FieldReader.int64(in),
        FieldReader.int32(in));
  }
}
