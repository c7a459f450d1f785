package dev.goalkeeper.store.replication;

/// What a backup said to a write.
enum Answer {
  /// It holds what was sent.
  DONE,
  /// It has no room for the replica.
  FULL,
  /// It does not hold the replica, or not the bytes that it was certified to hold.
  NOT_THERE,
  /// What it was sent was damaged on the way; it has what is certified, and no more.
  DAMAGED,
  /// It does not know this master as up.
  NOT_LISTED
}
