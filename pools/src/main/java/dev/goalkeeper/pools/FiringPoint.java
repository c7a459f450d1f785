package dev.goalkeeper.pools;

import java.util.Locale;

/// A moment in the run of a simulated world: just before, or just after, a row's nth action.
///
/// @param table the simple name of the task class
/// @param row its name
/// @param moment on which side of the action
/// @param nth which firing, from 1
public record FiringPoint(String table, String row, Moment moment, long nth) {
  /// Firings are counted from one.
  public FiringPoint {
    if (nth < 1) {
      throw new IllegalArgumentException("firings are counted from 1, not " + nth);
    }
  }

  /// A side of an action.
  public enum Moment {
    /// The row applies, and its action has not begun.
    BEFORE,
    /// The action is done, and nobody has reacted to it.
    AFTER
  }

  /// As people read it.
  @Override
  public String toString() {
    return moment.name().toLowerCase(Locale.ROOT) + " firing " + nth + " of " + table + " " + row;
  }
}
