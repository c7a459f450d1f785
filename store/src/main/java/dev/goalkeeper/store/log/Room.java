package dev.goalkeeper.store.log;

/// The answer to "can this much be appended now?".
public enum Room {
  /// Yes: that much fits into the head, in one piece.
  READY,
  /// Not now: a new segment would be needed and the memory is at its limit.
  OUT_OF_MEMORY,
  /// Never: it is more than [Log#entryBytesMax].
  TOO_LARGE
}
