package dev.goalkeeper.store.cleaner;

import dev.goalkeeper.store.log.LogPosition;

/// The objects of one tablet, as far as the cleaner has to do with them. On the loop's thread.
public interface Holder {
  /// From which place of the log on a recovery would look for what belongs to the tablet. What lies
  /// before says nothing about it, and must not be moved to where it would.
  LogPosition since();

  /// Whether the object that lies there is the newest of its key.
  boolean holds(long hash, long reference);

  /// That object lies elsewhere from now on; where it lay it has died.
  void move(long hash, long from, long to);
}
