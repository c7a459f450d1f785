package dev.goalkeeper.pools;

/// A task as it was at the end of a turn: what another thread may read without waiting.
///
/// @param task its name
/// @param row the row that applied, or `-` before its first look
/// @param atGoal whether that row is a goal
/// @param state what [Task#state] gave
/// @param takenNanos when, by the clock of the pool's world
public record Snapshot(String task, String row, boolean atGoal, Object state, long takenNanos) {
  /// How old the snapshot is, in nanoseconds of the same clock.
  public long ageNanos(long nowNanos) {
    return nowNanos - takenNanos;
  }
}
