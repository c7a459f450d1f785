package dev.goalkeeper.bench.rules;

/// What [Wide] is, as a chain of ifs.
final class WideByHand extends TaskByHand {
  private static final int MORE_EVEN = 1 << Wide.RANKS;
  private static final int MORE_ODD = 1 << (Wide.RANKS + 1);

  private final Bits bits;

  WideByHand(int start) {
    super(Wide.ROWS);
    bits = new Bits(Wide.ROUND, start);
  }

  @Override
  boolean fires(int row) {
    return true;
  }

  @Override
  void act(int row) {
    bits.next();
  }

  @Override
  boolean sound() {
    return true;
  }

  @Override
  int row() {
    if (bits.has(1 << 0)) {
      return bits.has(MORE_EVEN) ? 0 : 1;
    }
    if (bits.has(1 << 1)) {
      return bits.has(MORE_ODD) ? 2 : 3;
    }
    if (bits.has(1 << 2)) {
      return bits.has(MORE_EVEN) ? 4 : 5;
    }
    if (bits.has(1 << 3)) {
      return bits.has(MORE_ODD) ? 6 : 7;
    }
    if (bits.has(1 << 4)) {
      return bits.has(MORE_EVEN) ? 8 : 9;
    }
    if (bits.has(1 << 5)) {
      return bits.has(MORE_ODD) ? 10 : 11;
    }
    if (bits.has(1 << 6)) {
      return bits.has(MORE_EVEN) ? 12 : 13;
    }
    return later();
  }

  private int later() {
    if (bits.has(1 << 7)) {
      return bits.has(MORE_ODD) ? 14 : 15;
    }
    if (bits.has(1 << 8)) {
      return bits.has(MORE_EVEN) ? 16 : 17;
    }
    if (bits.has(1 << 9)) {
      return bits.has(MORE_ODD) ? 18 : 19;
    }
    if (bits.has(1 << 10)) {
      return bits.has(MORE_EVEN) ? 20 : 21;
    }
    if (bits.has(1 << 11)) {
      return bits.has(MORE_ODD) ? 22 : 23;
    }
    if (bits.has(1 << 12)) {
      return bits.has(MORE_EVEN) ? 24 : 25;
    }
    if (bits.has(1 << 13)) {
      return bits.has(MORE_ODD) ? 26 : 27;
    }
    return bits.has(MORE_EVEN) ? 28 : 29;
  }
}
