package dev.goalkeeper.testkit;

/// What can become of something that was asked, beside being answered in time.
public enum Outcome {
  /// It is refused, and has no effect.
  FAILED,
  /// It never arrives, and nobody says so.
  LOST,
  /// It takes effect, and its answer never arrives.
  REPLY_LOST,
  /// Whoever waits gives up before; it arrives and is answered later, or never.
  LATE
}
