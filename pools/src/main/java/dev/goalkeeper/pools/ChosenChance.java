package dev.goalkeeper.pools;

import java.util.random.RandomGenerator;

/// Chance whose few-valued draws somebody chooses. What has many values, such as a jitter, is
/// always in the middle.
record ChosenChance(ChosenWorld.Director director) implements RandomGenerator {
  @Override
  public int nextInt(int bound) {
    return bound == 1 ? 0 : director.draw(bound);
  }

  @Override
  public int nextInt(int origin, int bound) {
    return origin + nextInt(bound - origin);
  }

  @Override
  public boolean nextBoolean() {
    return director.draw(2) == 1;
  }

  @Override
  public long nextLong(long bound) {
    return bound / 2;
  }

  /// As a fraction it is one half.
  @Override
  public long nextLong() {
    return Long.MIN_VALUE;
  }
}
