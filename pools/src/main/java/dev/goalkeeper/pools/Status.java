package dev.goalkeeper.pools;

/// What an [Op] is doing. A rule table names every status that its operation can have.
public enum Status {
  /// Not started, or reset.
  IDLE,
  /// Started; the result has not come.
  RUNNING,
  /// Done; [Op#value()] holds the result.
  OK,
  /// Done badly; [Op#failure()] holds the cause.
  FAILED,
  /// No result came in time. A result that comes later is dropped. Endless operations never do
  /// this.
  TIMED_OUT
}
