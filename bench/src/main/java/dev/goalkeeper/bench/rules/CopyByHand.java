package dev.goalkeeper.bench.rules;

import static dev.goalkeeper.bench.rules.CopyTable.BACKUP;
import static dev.goalkeeper.bench.rules.CopyTable.CANDIDATE;
import static dev.goalkeeper.bench.rules.CopyTable.CLOSING;
import static dev.goalkeeper.bench.rules.CopyTable.DAMAGED;
import static dev.goalkeeper.bench.rules.CopyTable.NEXT_OPEN;
import static dev.goalkeeper.bench.rules.CopyTable.OPEN;
import static dev.goalkeeper.bench.rules.CopyTable.OPENED;
import static dev.goalkeeper.bench.rules.CopyTable.OWED;
import static dev.goalkeeper.bench.rules.CopyTable.PRIOR_CLOSED;
import static dev.goalkeeper.bench.rules.CopyTable.PRIOR_OPEN;
import static dev.goalkeeper.bench.rules.CopyTable.REFUSED;
import static dev.goalkeeper.bench.rules.CopyTable.SECURE;
import static dev.goalkeeper.bench.rules.CopyTable.SLOT;
import static dev.goalkeeper.bench.rules.CopyTable.SLOW;
import static dev.goalkeeper.bench.rules.CopyTable.UNLISTED;
import static dev.goalkeeper.bench.rules.CopyTable.UNSENT;
import static dev.goalkeeper.bench.rules.CopyTable.UP;

import dev.goalkeeper.pools.Status;

/// What [Copy] is, as nested ifs. Rows that fire come first, in the order of the table, then those
/// that wait.
abstract sealed class CopyByHand extends TaskByHand {
  private static final int FIRING = 16;
  private static final int W0 = FIRING;
  private static final int W1 = FIRING + 1;
  private static final int W9 = FIRING + 2;
  private static final int W8 = FIRING + 3;
  private static final int W2 = FIRING + 4;
  private static final int W4 = FIRING + 5;
  private static final int W6 = FIRING + 6;
  private static final int GOAL = FIRING + 7;
  private static final int ROWS = FIRING + 8;

  private final Bits bits;
  private Status rpc = Status.IDLE;
  private boolean resting;

  private CopyByHand(int start) {
    super(ROWS);
    bits = new Bits(CopyTable.ROUND, start);
  }

  /// As an operation and a timer would.
  final void set(Status status, boolean rests) {
    rpc = status;
    resting = rests;
  }

  @Override
  boolean fires(int row) {
    return row < FIRING;
  }

  @Override
  void act(int row) {
    bits.next();
  }

  @Override
  boolean sound() {
    return !(bits.has(UNLISTED) && bits.has(REFUSED)) && !(bits.has(UNLISTED) && bits.has(DAMAGED))
        && !(bits.has(DAMAGED) && bits.has(REFUSED));
  }

  final int decide() {
    if (!bits.has(BACKUP)) {
      return bits.has(CANDIDATE) ? 0 : W0;
    }
    if (!bits.has(UP)) {
      return 1;
    }
    return switch (rpc) {
      case RUNNING -> W1;
      case FAILED, TIMED_OUT -> failed();
      case OK -> answered();
      case IDLE -> resting ? W8 : idle();
    };
  }

  private int failed() {
    if (!bits.has(SLOW)) {
      return 2;
    }
    if (!bits.has(OPENED)) {
      return 3;
    }
    return bits.has(SECURE) ? 4 : 5;
  }

  private int answered() {
    if (bits.has(UNLISTED)) {
      return 6;
    }
    if (bits.has(DAMAGED)) {
      return 7;
    }
    if (bits.has(REFUSED)) {
      if (!bits.has(OPENED)) {
        return 8;
      }
      return bits.has(SECURE) ? 9 : W9;
    }
    if (!bits.has(OPEN)) {
      return 10;
    }
    return bits.has(CLOSING) ? 12 : 11;
  }

  private int idle() {
    if (!bits.has(OPEN)) {
      return bits.has(PRIOR_OPEN) && bits.has(SLOT) ? 13 : W2;
    }
    if (bits.has(UNSENT)) {
      return bits.has(PRIOR_CLOSED) && bits.has(SLOT) ? 14 : W4;
    }
    if (!bits.has(OWED)) {
      return GOAL;
    }
    return bits.has(PRIOR_CLOSED) && bits.has(NEXT_OPEN) && bits.has(SLOT) ? 15 : W6;
  }

  /// One of each class in turn.
  static CopyByHand numbered(int number) {
    int start = number / 4;
    return switch (number % 4) {
      case 0 -> new First(start);
      case 1 -> new Second(start);
      case 2 -> new Third(start);
      default -> new Fourth(start);
    };
  }

  /// One of four.
  static final class First extends CopyByHand {
    private First(int start) {
      super(start);
    }

    @Override
    int row() {
      return decide();
    }
  }

  /// One of four.
  static final class Second extends CopyByHand {
    private Second(int start) {
      super(start);
    }

    @Override
    int row() {
      return decide();
    }
  }

  /// One of four.
  static final class Third extends CopyByHand {
    private Third(int start) {
      super(start);
    }

    @Override
    int row() {
      return decide();
    }
  }

  /// One of four.
  static final class Fourth extends CopyByHand {
    private Fourth(int start) {
      super(start);
    }

    @Override
    int row() {
      return decide();
    }
  }
}
