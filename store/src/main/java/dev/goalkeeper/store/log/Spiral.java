package dev.goalkeeper.store.log;

import java.math.BigInteger;

/// Spreads hashes over the pages of an index so that these are not all full at the same time.
///
/// Pages that have equal shares of evenly distributed hashes all split at the same number of
/// entries, and just after it the index is half as full as just before. Here a page's share depends
/// on its place: along the whole range it doubles (spiral storage, Martin 1979). So at any time
/// some pages have just been split and others are about to be, and the index as a whole is as full
/// as ever: 0.66 to 0.71 of what its pages may hold, instead of 0.5 to 1.
///
/// The curve is log2(1 + h) in sixteen straight pieces. It rises with the hash, so that the order
/// of places is that of the hashes. 64 bits are a fraction of one, and unsigned.
final class Spiral {
  private static final int PIECES = 16;
  private static final int PIECE_BITS = Long.SIZE - 4;

  /// Narrower than the narrowest piece: a look at the upper bits is at most one piece short.
  private static final int LOOK_BITS = 6;

  private static final int LOOK_SHIFT = Long.SIZE - LOOK_BITS;

  /// Where each piece begins, in hashes.
  private static final long[] BEGINS = new long[PIECES];

  /// How steep each piece is: places for each hash, in parts of 2^63.
  private static final long[] SLOPES = new long[PIECES];

  /// The piece in which the first hash with those upper bits lies.
  private static final int[] LOOK = new int[1 << LOOK_BITS];

  static {
    BigInteger end = BigInteger.ONE.shiftLeft(Long.SIZE);
    for (int piece = PIECES - 1; piece >= 0; piece--) {
      double share = StrictMath.pow(2, (double) piece / PIECES) - 1;
      BEGINS[piece] = (long) (share * 0x1p63) << 1;
      BigInteger begin = new BigInteger(Long.toUnsignedString(BEGINS[piece]));
      SLOPES[piece] = BigInteger.ONE.shiftLeft(PIECE_BITS + Long.SIZE - 1)
          .divide(end.subtract(begin)).longValue();
      end = begin;
    }
    for (int bits = 0; bits < LOOK.length; bits++) {
      LOOK[bits] = bits == 0 ? 0 : next(LOOK[bits - 1], (long) bits << LOOK_SHIFT);
    }
  }

  private Spiral() {}

  /// The place of a hash.
  static long place(long hash) {
    int piece = next(LOOK[(int) (hash >>> LOOK_SHIFT)], hash);
    long within = (hash - BEGINS[piece]) << 1;
    return ((long) piece << PIECE_BITS) + Math.unsignedMultiplyHigh(within, SLOPES[piece]);
  }

  /// The first hash that has that place or a later one.
  static long first(long place) {
    long below = 0;
    for (long step = Long.MIN_VALUE; step != 0; step >>>= 1) {
      long tried = below + step;
      below = Long.compareUnsigned(place(tried - 1), place) < 0 ? tried : below;
    }
    return below;
  }

  private static int next(int piece, long hash) {
    return piece + 1 < PIECES && Long.compareUnsigned(hash, BEGINS[piece + 1]) >= 0
        ? piece + 1 : piece;
  }
}
