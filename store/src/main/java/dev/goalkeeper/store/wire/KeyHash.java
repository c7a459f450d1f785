package dev.goalkeeper.store.wire;

import static java.lang.Long.rotateLeft;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The one function from keys to the 64-bit hashes that tablets divide among themselves.
///
/// It is XXH64 with seed 0: fast on short keys, even in all its bits, and published with test
/// vectors so that clients in other languages can be checked. It is part of the format: data on
/// disk and the division of tables depend on it, so it never changes. Hashes are compared unsigned.
public final class KeyHash {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;

  private KeyHash() {}

  public static long of(Bytes key) {
    return of(key.memory());
  }

  /// For keys that lie in a segment of the log.
  public static long of(MemorySegment key) {
    long length = key.byteSize();
    long at = length & -32;
    long hash = (at == 0 ? P5 : stripes(key, at)) + length;
    for (; at <= length - 8; at += 8) {
      hash = rotateLeft(hash ^ round(0, key.get(LONG, at)), 27) * P1 + P4;
    }
    if (at <= length - 4) {
      hash = rotateLeft(hash ^ (key.get(INT, at) & 0xFFFFFFFFL) * P1, 23) * P2 + P3;
      at += 4;
    }
    for (; at < length; at++) {
      hash = rotateLeft(hash ^ (key.get(ValueLayout.JAVA_BYTE, at) & 0xFFL) * P5, 11) * P1;
    }
    return spread(hash);
  }

  /// Four lanes over the part that is a multiple of 32 bytes.
  private static long stripes(MemorySegment key, long end) {
    long a = 0x60EA27EEADC0B5D6L; // P1 + P2, which javac's lint will not let wrap
    long b = P2;
    long c = 0;
    long d = -P1;
    for (long at = 0; at < end; at += 32) {
      a = round(a, key.get(LONG, at));
      b = round(b, key.get(LONG, at + 8));
      c = round(c, key.get(LONG, at + 16));
      d = round(d, key.get(LONG, at + 24));
    }
    long hash = rotateLeft(a, 1) + rotateLeft(b, 7) + rotateLeft(c, 12) + rotateLeft(d, 18);
    return merge(merge(merge(merge(hash, a), b), c), d);
  }

  private static long round(long lane, long input) {
    return rotateLeft(lane + input * P2, 31) * P1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * P1 + P4;
  }

  private static long spread(long hash) {
    long mixed = (hash ^ hash >>> 33) * P2;
    mixed = (mixed ^ mixed >>> 29) * P3;
    return mixed ^ mixed >>> 32;
  }
}
