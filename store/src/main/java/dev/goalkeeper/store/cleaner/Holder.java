package dev.goalkeeper.store.cleaner;

import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.LogPosition;
import java.lang.foreign.MemorySegment;

/// The objects of one tablet, as far as the cleaner has to do with them. On the loop's thread.
public interface Holder {
  /// From which place of the log on a recovery would look for what belongs to the tablet. What lies
  /// before says nothing about it, and must not be moved to where it would.
  LogPosition since();

  /// The newest object of the key, or [EntryReference#NONE].
  long find(long hash, MemorySegment key);

  /// The newest object of the key lies there from now on; what lay elsewhere has died.
  void put(long hash, MemorySegment key, long reference);
}
