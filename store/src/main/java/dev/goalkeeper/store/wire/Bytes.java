package dev.goalkeeper.store.wire;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A key or a value: bytes that nobody changes any more.
///
/// Nothing is copied on the way in or out, since both lie on the path of every operation: who made
/// the array has given it away, and who reads it leaves it as it is. The one exception is a request
/// that was received: its keys and values are good until the receiver returns ([FrameReader]).
public final class Bytes {
  /// No bytes: a legal value, not a legal key.
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private static final int SHOWN_BYTES_MAX = 32;

  private final byte[] array;

  /// Made when it is first asked for; by two threads perhaps, which does no harm.
  private @Nullable MemorySegment memory;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /// Takes `array` over: the caller does not write to it again.
  public static Bytes of(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array);
  }

  /// The UTF-8 form of `text`.
  public static Bytes utf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A signed number of eight bytes, as [Increment] has it.
  public static Bytes number(long number) {
    return of(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  /// The number that these bytes are, if they are eight.
  public OptionalLong number() {
    return array.length == Long.BYTES
        ? OptionalLong.of(ByteBuffer.wrap(array).getLong()) : OptionalLong.empty();
  }

  public int length() {
    return array.length;
  }

  /// The bytes themselves, not a copy: to be read only.
  public byte[] array() {
    return array;
  }

  /// The bytes themselves, read-only.
  public MemorySegment memory() {
    MemorySegment made = memory;
    if (made == null) {
      made = MemorySegment.ofArray(array).asReadOnly();
      memory = made;
    }
    return made;
  }

  /// The bytes as text, with a replacement character where they are none.
  public String text() {
    return new String(array, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  /// Length and the first bytes: never a whole value in a log line.
  @Override
  public String toString() {
    String shown = new String(array, 0, Math.min(array.length, SHOWN_BYTES_MAX),
        StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    return array.length + ":" + shown;
  }
}
