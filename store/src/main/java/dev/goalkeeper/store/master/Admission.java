package dev.goalkeeper.store.master;

import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ServerId;
import java.util.Optional;

/// Whether there is room for a mutation, in the log and in an index. What is refused here has
/// changed nothing.
final class Admission {
  private final ServerId self;
  private final Log log;
  private final Space space;
  private final SegmentMemory pages;

  Admission(ServerId self, Space space, SegmentMemory pages) {
    this.self = self;
    this.log = space.log();
    this.space = space;
    this.pages = pages;
  }

  /// Makes room for an object in that place, and for the tombstone of the one that it replaces.
  ///
  /// @param more bytes that are appended with them
  Optional<Refused> forWrite(Found found, long valueBytes, int more) {
    if (!found.exists() && !indexed(found)) {
      return Optional.of(noSpace("for more objects in the index"));
    }
    long keyBytes = found.key().byteSize();
    int object = Log.objectBytes(keyBytes, valueBytes);
    int tombstone = found.exists() ? Log.tombstoneBytes(keyBytes) : 0;
    int growth = object - bytes(found.reference());
    int bytes = object + tombstone + more;
    if (bytes <= log.entryBytesMax() && !space.admits(growth)) {
      return Optional.of(noSpace("for more objects, beside what is kept free for the cleaner"
          + " and for those of servers that may die"));
    }
    return answer(space.forEntries(bytes), bytes);
  }

  /// Makes room for one more object in the index.
  private boolean indexed(Found found) {
    return space.admitsIndex(pages.slicesTaken(), pages.slicesMax())
        && found.objects().reserve(found.hash());
  }

  /// Makes room for the tombstone of the object there.
  ///
  /// @param more bytes that are appended with it
  Optional<Refused> forRemoval(Found found, int more) {
    int bytes = Log.tombstoneBytes(found.key().byteSize()) + more;
    return answer(space.forRemoval(bytes), bytes);
  }

  /// For the log, or for an index.
  Refused noSpace(String what) {
    return new Refused(Refusal.NO_SPACE,
        "the memory of " + self + " is full: no room " + what
            + "; nothing was changed, remove objects, add servers or give them more memory");
  }

  /// Bytes of the object at the reference; zero without one.
  private int bytes(long reference) {
    return reference == EntryReference.NONE ? 0 : log.entry(reference).bytes();
  }

  private Optional<Refused> answer(Room room, int bytes) {
    return switch (room) {
      case Room.READY -> Optional.empty();
      case Room.OUT_OF_MEMORY -> Optional.of(space.recovers()
          ? new Refused(Refusal.BUSY, "the memory of " + self
              + " is full, and its cleaner at work; nothing was changed, try again in a moment")
          : noSpace("for another segment of the log"));
      case Room.TOO_LARGE -> Optional.of(new Refused(Refusal.TOO_LARGE,
          "object and key take " + bytes + " bytes, and this cluster's segments hold "
              + log.entryBytesMax()));
    };
  }
}
