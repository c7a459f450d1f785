package dev.goalkeeper.bench.rules;

/// The state that both sides look at: facts as bits of one number, and a fixed round of such
/// numbers that actions step through, so that no pass finds what the pass before it found.
final class Bits {
  private final int[] round;
  private int step;
  private int now;

  /// @param round a power of two of states
  /// @param start where in it to begin
  Bits(int[] round, int start) {
    this.round = round;
    this.step = start;
    next();
  }

  boolean has(int bit) {
    return (now & bit) != 0;
  }

  void next() {
    now = round[step++ & (round.length - 1)];
  }
}
