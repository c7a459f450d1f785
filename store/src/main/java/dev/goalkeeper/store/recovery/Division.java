package dev.goalkeeper.store.recovery;

import dev.goalkeeper.store.wire.Limits;

/// How what a dead master had is divided among those who take it over: each tablet into pieces of
/// equal ranges, and the pieces, in turn, among parts.
///
/// Keys are spread evenly over hashes, so a part that has at most one piece of each tablet has its
/// share of the log's bytes, whichever tablets they belong to. How much belongs to which is not
/// known before the log is read.
///
/// @param pieces of each tablet
/// @param parts that are recovered side by side
record Division(int pieces, int parts) {
  /// What one master takes over at once, at the most. RAMCloud's bound, for the same reason: it is
  /// what a recovery that has no more servers than that takes its time from.
  static final long PART_BYTES_MAX = 500L << 20;

  /// Less than this in each part is not worth dividing a tablet for.
  static final int PART_SEGMENTS_LEAST = 2;

  static final Division NONE = new Division(1, 0);

  /// @param tablets that are to be divided
  /// @param segments of the log
  /// @param segmentBytes of each, at the most
  /// @param servers that can take parts
  static Division of(int tablets, int segments, int segmentBytes, int servers) {
    if (tablets == 0) {
      return NONE;
    }
    int bySize = (int) rounded((long) segments * segmentBytes, PART_BYTES_MAX);
    int bySpread = (int) Math.min(servers, rounded(segments, PART_SEGMENTS_LEAST));
    int wanted = Math.max(1, Math.max(bySize, bySpread));
    int pieces = (int) Math.max(Math.max(1, bySize), rounded(wanted, tablets));
    int all = tablets * pieces;
    int named = (int) rounded(all, Limits.TABLETS_MAX);
    return new Division(pieces,
        Math.max(1, Math.max(Math.max(bySize, named), Math.min(all, servers))));
  }

  private static long rounded(long whole, long each) {
    return (whole + each - 1) / each;
  }
}
