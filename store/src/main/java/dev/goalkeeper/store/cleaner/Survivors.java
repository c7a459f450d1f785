package dev.goalkeeper.store.cleaner;

import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.Once;
import java.util.Optional;

/// What outlives its segment: an object that its tablet's index points at, and a tombstone as long
/// as a recovery could still find the segment that it buries into; both only if they belong to a
/// tablet that this server has, or is about to have. And a mutation's result for which its client
/// may still ask.
///
/// Headers, digests and version floors never do: each new head has its own.
final class Survivors {
  private final Log log;
  private final Space space;
  private final Holders holders;
  private final EntryView view = new EntryView();
  private long bytes;

  Survivors(Log log, Space space, Holders holders) {
    this.log = log;
    this.space = space;
    this.holders = holders;
  }

  /// Bytes that were moved, ever.
  long bytes() {
    return bytes;
  }

  /// Moves the entry at that offset to the head if it is still needed, and returns where the next
  /// one begins; stays if there is no room.
  int move(LogSegment from, int offset) {
    EntryView entry = log.entry(from, offset, view);
    boolean done = switch (entry.type()) {
      case OBJECT -> object(from, entry);
      case TOMBSTONE -> tombstone(from, entry);
      case RESULT -> result(from, entry);
      case SEGMENT_HEADER, DIGEST, VERSION_FLOOR -> true;
    };
    return done ? entry.end() : offset;
  }

  private boolean result(LogSegment from, EntryView entry) {
    Once once = entry.once();
    long reference = EntryReference.of(from.id(), entry.offset());
    if (!holders.holdsResult(once, reference)) {
      return true;
    }
    if (space.forSurvivor(entry.bytes()) != Room.READY) {
      return false;
    }
    holders.moveResult(once, reference, copy(entry));
    return true;
  }

  private boolean object(LogSegment from, EntryView entry) {
    long hash = KeyHash.of(entry.key());
    Optional<Holder> holder = holders.holder(entry.table(), hash);
    long reference = EntryReference.of(from.id(), entry.offset());
    if (holder.isEmpty() || !isNewest(holder.get(), hash, reference)) {
      return true;
    }
    if (space.forSurvivor(entry.bytes()) != Room.READY) {
      return false;
    }
    holder.get().move(hash, reference, copy(entry));
    return true;
  }

  /// Whether the index points at it still. Another may have taken its place since it was written.
  private static boolean isNewest(Holder holder, long hash, long reference) {
    return holder.holds(hash, reference);
  }

  private boolean tombstone(LogSegment from, EntryView entry) {
    if (!log.holds(entry.buriedIn()) || !counts(from, entry)) {
      return true;
    }
    if (space.forSurvivor(entry.bytes()) != Room.READY) {
      return false;
    }
    copy(entry);
    log.died(EntryReference.of(from.id(), entry.offset()));
    return true;
  }

  /// Whether a recovery would heed it. One that lies before its tablet's time is of a recovery that
  /// came to nothing, and may bury what is alive.
  private boolean counts(LogSegment from, EntryView entry) {
    Optional<Holder> holder = holders.holder(entry.table(), KeyHash.of(entry.key()));
    return holder.isPresent()
        && new LogPosition(from.id(), entry.offset()).compareTo(holder.get().since()) >= 0;
  }

  private long copy(EntryView entry) {
    bytes += entry.bytes();
    return log.appendCopy(entry);
  }
}
