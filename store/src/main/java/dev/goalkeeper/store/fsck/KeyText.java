package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// Keys as printable ASCII and back: a byte that is not printable, and `\`, is `\` and two digits.
final class KeyText {
  private static final HexFormat HEX = HexFormat.of();
  private static final char ESCAPE = '\\';

  private KeyText() {}

  static String of(Bytes key) {
    StringBuilder text = new StringBuilder(key.length());
    for (byte each : key.array()) {
      if (each >= ' ' && each <= '~' && each != ESCAPE) {
        text.append((char) each);
      } else {
        HEX.toHexDigits(text.append(ESCAPE), each);
      }
    }
    return text.toString();
  }

  /// The key that [#of] made the text from.
  ///
  /// @throws IllegalArgumentException if there is none
  static Bytes parse(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int at = 0;
    while (at < text.length()) {
      boolean escaped = text.charAt(at) == ESCAPE;
      int end = at + (escaped ? 3 : 1);
      if (end > text.length()) {
        throw new IllegalArgumentException("an escape is cut off");
      }
      bytes.write(escaped ? HexFormat.fromHexDigits(text, at + 1, end) : text.charAt(at));
      at = end;
    }
    return Bytes.of(bytes.toByteArray());
  }
}
