package dev.goalkeeper.store.log;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Offsets within an entry. The package's description shows the picture.
final class EntryFormat {
  static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static final int CHECKSUM = 0;
  static final int LENGTH = 4;
  static final int TYPE_AND_KEY_BYTES = 8;
  static final int HEADER_BYTES = 12;

  /// Of objects, tombstones and results.
  static final int TABLE = 12;

  static final int VERSION = 20;

  /// Of tombstones: the segment that holds the object which this one buries.
  static final int BURIED_IN = 28;

  /// Of results: the hash of the object's key, whose mutation it was, and what it did.
  static final int KEY_HASH = 28;

  static final int CLIENT = 36;
  static final int SEQUENCE = 44;
  static final int ACKNOWLEDGED = 52;
  static final int EFFECT = 60;
  static final int NUMBER = 61;

  /// Of segment headers.
  static final int MASTER = 12;

  static final int SEGMENT = 20;
  static final int CAPACITY = 28;

  /// Of digests.
  static final int MEMBERS = 12;

  /// Of version floors.
  static final int FLOOR = 12;

  /// The longest key that three bytes can count.
  static final int KEY_BYTES_MAX = 0xFF_FFFF;

  private EntryFormat() {}

  static int typeAndKeyBytes(EntryType type, long keyBytes) {
    if (keyBytes > KEY_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a key of " + keyBytes + " bytes; at most " + KEY_BYTES_MAX + " fit the format");
    }
    return type.code() | (int) keyBytes << 8;
  }
}
