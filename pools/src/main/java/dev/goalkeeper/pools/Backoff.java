package dev.goalkeeper.pools;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Growing delays: each doubles the last up to a limit, with a quarter of jitter either way so that
/// many tasks do not come back at once.
///
/// @param first the first delay
/// @param max no delay is longer
/// @param calm how long nothing may go wrong until delays begin anew
public record Backoff(Duration first, Duration max, Duration calm) {
  /// Doublings after which the limit is reached in any case.
  private static final int DOUBLINGS_MAX = 40;

  private static final double JITTER = 0.25;

  /// Checks that the delays grow.
  public Backoff {
    if (first.isNegative() || first.isZero() || max.compareTo(first) < 0 || calm.isNegative()) {
      throw new IllegalArgumentException(
          "a backoff needs 0 < first <= max and calm >= 0, not "
              + first + ", " + max + ", " + calm);
    }
  }

  long delayNanos(int attempt, RandomGenerator random) {
    long limit = (long) (max.toNanos() / (1 + JITTER));
    int doublings = Math.min(attempt, DOUBLINGS_MAX);
    long delay = first.toNanos() > limit >> doublings ? limit : first.toNanos() << doublings;
    return (long) (delay * (1 + JITTER * (2 * random.nextDouble() - 1)));
  }
}
