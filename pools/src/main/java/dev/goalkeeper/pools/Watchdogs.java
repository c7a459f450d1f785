package dev.goalkeeper.pools;

import java.time.Duration;

/// The bounds beyond which a live pool raises an [Alarm]. They are on by default; a pool that is
/// well is silent.
///
/// @param overdue how long a task may be away from its goal
/// @param action how long one action, clause, event or reader may hold up the pool's thread
/// @param stall how long the process may stand still
/// @param full how long the inbox may be full
/// @param firingsMax how often a task may fire on account of one operation, event or timer, before
///     it is called hot and backs off
public record Watchdogs(
    Duration overdue, Duration action, Duration stall, Duration full, int firingsMax) {
  /// Bounds that a healthy module keeps: a minute to reach a goal, a tenth of a second for an
  /// action, a second for a garbage collection, a second for a burst, and a list of a thousand
  /// items worked off one at a time.
  public static final Watchdogs STANDARD =
      new Watchdogs(
          Duration.ofMinutes(1), Duration.ofMillis(100), Duration.ofSeconds(1),
          Duration.ofSeconds(1), 1_000);

  /// Checks that every bound lets something happen.
  public Watchdogs {
    requirePositive("overdue", overdue);
    requirePositive("action", action);
    requirePositive("stall", stall);
    requirePositive("full", full);
    if (firingsMax < 1) {
      throw new IllegalArgumentException("firingsMax is at least 1, not " + firingsMax);
    }
  }

  /// The same with another time to reach a goal.
  public Watchdogs overdue(Duration other) {
    return new Watchdogs(other, action, stall, full, firingsMax);
  }

  /// The same with another time for an action.
  public Watchdogs action(Duration other) {
    return new Watchdogs(overdue, other, stall, full, firingsMax);
  }

  /// The same with another time for an inbox to be full.
  public Watchdogs full(Duration other) {
    return new Watchdogs(overdue, action, stall, other, firingsMax);
  }

  /// The same with another number of firings.
  public Watchdogs firingsMax(int other) {
    return new Watchdogs(overdue, action, stall, full, other);
  }

  private static void requirePositive(String name, Duration bound) {
    if (bound.isNegative() || bound.isZero()) {
      throw new IllegalArgumentException(name + " is longer than nothing, not " + bound);
    }
  }
}
