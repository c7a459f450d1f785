package dev.goalkeeper.store.cleaner;

import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.wire.TableId;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The objects of one tablet, as far as the cleaner has to do with them. On the loop's thread.
public interface Holder {
  /// Who has the objects with that hash, or will have them.
  @FunctionalInterface
  interface Finder {
    /// Nobody, if this server does not serve them: what the log has of them is of no use.
    Optional<Holder> find(TableId table, long hash);
  }

  /// From which place of the log on a recovery would look for what belongs to the tablet. What lies
  /// before says nothing about it, and must not be moved to where it would.
  LogPosition since();

  /// The newest object of the key, or [EntryReference#NONE].
  long find(long hash, MemorySegment key);

  /// The newest object of the key lies there from now on; what lay elsewhere has died.
  void put(long hash, MemorySegment key, long reference);
}
