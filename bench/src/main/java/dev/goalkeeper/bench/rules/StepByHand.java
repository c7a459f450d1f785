package dev.goalkeeper.bench.rules;

/// What becomes of an answer, as nested ifs: the decision of [Asker]'s table and the same action,
/// for peers that have no tables. Counts its steps, and keeps no other book.
///
/// Belongs to one thread at a time.
public final class StepByHand {
  static final int UNLISTED = 1;
  static final int DAMAGED = 1 << 1;
  static final int REFUSED = 1 << 2;
  static final int OPENED = 1 << 3;
  static final int OPEN = 1 << 4;
  static final int CLOSING = 1 << 5;

  /// Mostly answers that all is well, as in a cluster.
  static final int[] ROUND = {
    0, OPEN, OPEN, OPEN | CLOSING, UNLISTED, OPEN, DAMAGED | OPEN, REFUSED,
    OPEN, OPEN | CLOSING, REFUSED | OPENED, OPEN, 0, OPEN, OPEN, OPEN | CLOSING
  };

  /// The rows of the table that fire on an answer, in its order.
  public static final int ROWS = 7;

  private final Bits bits;
  private final long[] firings = new long[ROWS];

  /// @param start where in its round of states it begins
  public StepByHand(int start) {
    bits = new Bits(ROUND, start);
  }

  /// The row that applies, from 0.
  public int decide() {
    if (bits.has(UNLISTED)) {
      return 0;
    }
    if (bits.has(DAMAGED)) {
      return 1;
    }
    if (bits.has(REFUSED)) {
      return bits.has(OPENED) ? 3 : 2;
    }
    if (!bits.has(OPEN)) {
      return 4;
    }
    return bits.has(CLOSING) ? 6 : 5;
  }

  /// The action of a row.
  public void act(int row) {
    firings[row]++;
    bits.next();
  }

  /// How often each row has fired.
  public long[] firings() {
    return firings.clone();
  }
}
