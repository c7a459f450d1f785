package dev.goalkeeper.bench.ycsb;

/// The hash that scatters numbers, that of YCSB: FNV-1a of 64 bits (Fowler, Noll and Vo) over the
/// eight bytes of a number, the lowest first. Of its sign YCSB takes the absolute value.
final class Fnv {
  private static final long OFFSET = 0xCBF29CE484222325L;
  private static final long PRIME = 0x100000001B3L;

  private Fnv() {}

  /// The number's hash; never negative.
  static long hash(long number) {
    long hash = OFFSET;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      hash ^= number >>> shift & 0xFF;
      hash *= PRIME;
    }
    return hash & Long.MAX_VALUE;
  }
}
