package dev.goalkeeper.store.wire;

import static java.nio.charset.CodingErrorAction.REPORT;

import io.netty.buffer.ByteBuf;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reads the parts of a body. Each asks first whether the bytes are there, so that the answer does
/// not depend on how Netty is configured, and a length is believed only as far as bytes follow it.
final class FieldReader {
  private FieldReader() {}

  static void requireReadable(ByteBuf in, int bytes) {
    if (in.readableBytes() < bytes) {
      throw new Malformed("cut short: " + bytes + " bytes wanted, " + in.readableBytes() + " left");
    }
  }

  static int int8(ByteBuf in) {
    requireReadable(in, Byte.BYTES);
    return in.readUnsignedByte();
  }

  static boolean truth(ByteBuf in) {
    int read = int8(in);
    if (read > 1) {
      throw new Malformed("neither true nor false: " + read);
    }
    return read == 1;
  }

  static int int16(ByteBuf in) {
    requireReadable(in, Short.BYTES);
    return in.readUnsignedShort();
  }

  static int int32(ByteBuf in) {
    requireReadable(in, Integer.BYTES);
    return in.readInt();
  }

  static long int64(ByteBuf in) {
    requireReadable(in, Long.BYTES);
    return in.readLong();
  }

  static ServerId serverId(ByteBuf in) {
    long value = int64(in);
    return value == 0 ? ServerId.NONE : new ServerId(value);
  }

  static TableId tableId(ByteBuf in) {
    return new TableId(int64(in));
  }

  static Address address(ByteBuf in) {
    return new Address(name(in), int16(in));
  }

  /// A length that is at most `most`, and that many bytes follow.
  static int length(ByteBuf in, int most) {
    int length = int32(in);
    if (length < 0 || length > most) {
      throw new Malformed("a length of " + length + ", at most " + most);
    }
    requireReadable(in, length);
    return length;
  }

  static Bytes bytes(ByteBuf in, int most) {
    return fill(Bytes.of(new byte[length(in, most)]), in);
  }

  /// Fills bytes that nobody has seen yet, or that nobody looks at any more.
  static Bytes fill(Bytes bytes, ByteBuf in) {
    in.internalNioBuffer(in.readerIndex(), bytes.length()).get(bytes.array());
    in.skipBytes(bytes.length());
    return bytes;
  }

  static String name(ByteBuf in) {
    int length = int8(in);
    requireReadable(in, length);
    return utf8(in, length);
  }

  static String text(ByteBuf in, int bytesMax) {
    return utf8(in, length(in, bytesMax));
  }

  /// A list of at most `most` elements, none of which takes less than `leastBytes`.
  static <T> List<T> list(ByteBuf in, int most, int leastBytes, Function<ByteBuf, T> element) {
    int count = int16(in);
    if (count > most) {
      throw new Malformed("a list of " + count + ", at most " + most);
    }
    requireReadable(in, count * leastBytes);
    List<T> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(element.apply(in));
    }
    return list;
  }

  private static String utf8(ByteBuf in, int length) {
    try {
      // A decoder of its own: the common conversions mend what is broken instead of refusing it.
      String text = StandardCharsets.UTF_8.newDecoder()
          .onMalformedInput(REPORT)
          .onUnmappableCharacter(REPORT)
          .decode(in.nioBuffer(in.readerIndex(), length))
          .toString();
      in.skipBytes(length);
      return text;
    } catch (CharacterCodingException e) {
      throw new Malformed("text that is not UTF-8");
    }
  }
}
