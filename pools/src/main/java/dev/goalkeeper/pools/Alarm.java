package dev.goalkeeper.pools;

/// Something that a pool noticed about itself, and that a person should hear of. A pool that is
/// well raises none.
///
/// @param kind what was noticed
/// @param pool the name of the pool
/// @param task whom it is about; empty if it is about the pool as a whole
/// @param what what happened, to which row, and what to do about it; the first line is a sentence,
///     what follows is detail
public record Alarm(Kind kind, String pool, String task, String what) {
  /// What there is to notice.
  public enum Kind {
    /// An action, a clause or an event threw.
    FAILED,
    /// A task slept through a change, and was woken by the sweep.
    MISSED_WAKE_UP,
    /// A task has been away from its goal for longer than its pool allows.
    OVERDUE,
    /// Rules fire in a circle that nothing from outside keeps going.
    HOT,
    /// An action, a clause, an event or a reader holds up the pool's thread.
    SLOW,
    /// The whole process, or its machine, stood still.
    STALLED,
    /// Other threads bring more than the pool takes in: its inbox has been full for too long.
    FULL
  }

  @Override
  public String toString() {
    return "pool " + pool + ": " + what;
  }
}
