package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Codec;
import dev.goalkeeper.store.wire.Malformed;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// The first eight bytes in each direction: a name and the wire version. Whatever is no Goalkeeper
/// process, or one of another version, is known by them before anything else is believed.
final class Hello {
  static final int BYTES = 8;

  private static final byte[] NAME = "GOALKPR".getBytes(StandardCharsets.US_ASCII);

  private Hello() {}

  static void write(ByteBuf out) {
    out.writeBytes(NAME);
    out.writeByte(Codec.VERSION);
  }

  /// Reads the hello if all of it is there; false while the beginning is right but not yet whole.
  ///
  /// @throws Malformed at the first wrong byte
  static boolean read(ByteBuf in) {
    int there = Math.min(in.readableBytes(), NAME.length);
    for (int i = 0; i < there; i++) {
      if (in.getByte(in.readerIndex() + i) != NAME[i]) {
        throw new Malformed("not a Goalkeeper process, it begins with '" + shown(in) + "'");
      }
    }
    if (in.readableBytes() < BYTES) {
      return false;
    }
    int version = in.skipBytes(NAME.length).readUnsignedByte();
    if (version != Codec.VERSION) {
      throw new Malformed("it speaks wire version " + version + ", this process version "
          + Codec.VERSION + "; run the same release on both");
    }
    return true;
  }

  private static String shown(ByteBuf in) {
    int length = Math.min(in.readableBytes(), BYTES);
    return in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1)
        .replaceAll("[^ -~]", ".");
  }
}
