package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;

/// Where entries belong, as a mask that is folded into their checksums.
///
/// The mask is combined by exclusive or with the CRC of an entry's bytes. That keeps what a CRC
/// promises about damaged bytes, and gives bytes in the wrong place one chance in 2^32 to pass.
record PositionSeed(long value) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  static PositionSeed of(ServerId master, SegmentId segment) {
    return new PositionSeed(mix(mix(master.value() + GOLDEN) ^ segment.value()));
  }

  int at(int offset) {
    return (int) mix(value + offset * GOLDEN);
  }

  /// A bijection of 64 bits in which every input bit moves about half of the output bits.
  static long mix(long bits) {
    long mixed = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }

  /// What [#mix] has made this of.
  static long unmix(long mixed) {
    long bits = (mixed ^ mixed >>> 33) * 0x9CB4B2F8129337DBL;
    bits = (bits ^ bits >>> 33) * 0x4F74430C22A54005L;
    return bits ^ bits >>> 33;
  }
}
