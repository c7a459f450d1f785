package dev.goalkeeper.cli.rows;

import static java.nio.charset.CodingErrorAction.REPORT;

import dev.goalkeeper.store.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/// A key or a value as text. Eight bytes that nobody can read are a number, as a counter's are, and
/// stand behind [#NUMBER]; what else is no UTF-8 is written in base64 behind [#MARK]; so is text
/// that begins like one of them itself.
public final class Field {
  static final String MARK = "base64:";
  static final String NUMBER = "number:";

  private Field() {}

  /// As it stands in a file.
  static String text(Bytes bytes) {
    OptionalLong number = number(bytes);
    return number.isPresent() ? NUMBER + number.getAsLong() : plain(bytes)
        .filter(text -> !text.startsWith(MARK) && !text.startsWith(NUMBER)).orElseGet(
            () -> MARK + Base64.getEncoder().encodeToString(bytes.array()));
  }

  /// The number that these eight bytes are, unless they can be read as text.
  public static OptionalLong number(Bytes bytes) {
    return plain(bytes).filter(Field::readable).isPresent()
        ? OptionalLong.empty() : bytes.number();
  }

  private static boolean readable(String text) {
    return text.chars().noneMatch(c -> Character.isISOControl(c) && "\t\n\r".indexOf(c) < 0);
  }

  /// The text that these bytes are, if they are UTF-8.
  static Optional<String> plain(Bytes bytes) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder()
          .onMalformedInput(REPORT)
          .onUnmappableCharacter(REPORT)
          .decode(ByteBuffer.wrap(bytes.array()))
          .toString());
    } catch (CharacterCodingException none) {
      return Optional.empty();
    }
  }

  /// What such a field stands for.
  ///
  /// @param raw each character one byte of the file
  /// @throws IllegalArgumentException if it stands for nothing
  static Bytes bytes(String raw) {
    if (raw.startsWith(MARK)) {
      return base64(raw.substring(MARK.length()));
    }
    if (raw.startsWith(NUMBER)) {
      return number(raw.substring(NUMBER.length()));
    }
    Bytes bytes = Bytes.of(raw.getBytes(StandardCharsets.ISO_8859_1));
    if (plain(bytes).isEmpty()) {
      throw new IllegalArgumentException(
          "not UTF-8: save the file in that encoding, or write the field as base64:...");
    }
    return bytes;
  }

  private static Bytes number(String text) {
    try {
      return Bytes.number(Long.parseLong(text));
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException("no number of 64 bits: '" + text + "'");
    }
  }

  static Bytes base64(String text) {
    try {
      return Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException("no base64: " + broken.getMessage());
    }
  }
}
