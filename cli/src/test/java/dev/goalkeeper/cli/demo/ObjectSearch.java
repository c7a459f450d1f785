package dev.goalkeeper.cli.demo;

import dev.goalkeeper.store.fsck.Journal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Looks for an object in the raw bytes of a file, knowing no more of the format than that a
/// version (eight bytes, little-endian) comes shortly before the key.
final class ObjectSearch {
  private static final int VERSION_BEFORE_KEY_MAX = 32;

  private ObjectSearch() {}

  /// The offset of the key in that version, or -1.
  static int find(byte[] bytes, Journal.Line sought) {
    byte[] key = sought.key().array();
    for (int at = VERSION_BEFORE_KEY_MAX; at < bytes.length - key.length; at++) {
      if (matches(bytes, at, key) && hasVersionBefore(bytes, at, sought.version())) {
        return at;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] bytes, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasVersionBefore(byte[] bytes, int at, long version) {
    byte[] wanted =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(version).array();
    for (int from = at - VERSION_BEFORE_KEY_MAX; from <= at - Long.BYTES; from++) {
      if (matches(bytes, from, wanted)) {
        return true;
      }
    }
    return false;
  }
}
