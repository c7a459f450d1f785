package dev.goalkeeper.store.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/// Writes the parts of a body: the mirror of [FieldReader]. Limits were checked when the message
/// was built.
final class FieldWriter {
  private FieldWriter() {}

  static void address(ByteBuf out, Address address) {
    name(out, address.host());
    out.writeShort(address.port());
  }

  static void bytes(ByteBuf out, Bytes bytes) {
    out.writeInt(bytes.length());
    out.writeBytes(bytes.array());
  }

  static void name(ByteBuf out, String name) {
    int at = out.writerIndex();
    out.writeByte(0);
    out.setByte(at, out.writeCharSequence(name, StandardCharsets.UTF_8));
  }

  static void text(ByteBuf out, String text) {
    int at = out.writerIndex();
    out.writeInt(0);
    out.setInt(at, out.writeCharSequence(text, StandardCharsets.UTF_8));
  }

  static <T> void list(ByteBuf out, List<T> list, BiConsumer<ByteBuf, T> element) {
    out.writeShort(list.size());
    for (T next : list) {
      element.accept(out, next);
    }
  }
}
