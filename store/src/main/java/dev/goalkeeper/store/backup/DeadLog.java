package dev.goalkeeper.store.backup;

import dev.goalkeeper.store.log.EntryParcel;
import dev.goalkeeper.store.log.EntryType;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.EntryWalker;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Entries;
import dev.goalkeeper.store.wire.FetchEntries;
import dev.goalkeeper.store.wire.Inventory;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Reads what this backup keeps of the log of a master that has crashed. For the event loop.
final class DeadLog {
  /// What one request looks through: a fraction of a millisecond of the event loop, and enough that
  /// asking costs little beside it.
  static final int LOOK_BYTES_MAX = 512 << 10;

  /// Kept for the next request: it grows to what one may bring.
  private final EntryParcel.Packing packing =
      new EntryParcel.Packing(Limits.ENTRIES_BYTES_MAX);

  static Reply.ToTakeInventory inventory(ServerId master, Collection<HeldReplica> all) {
    List<Inventory.Held> found = all.stream()
        .filter(held -> held.replica().master().equals(master) && held.complete())
        .map(DeadLog::line)
        .sorted(Comparator.comparing(Inventory.Held::segment))
        .toList();
    return found.size() <= Limits.LOG_SEGMENTS_MAX ? new Inventory(found)
        : new Refused(Refusal.TOO_LARGE, found.size() + " replicas of the log of " + master
            + " are here, and a recovery can name " + Limits.LOG_SEGMENTS_MAX);
  }

  Reply.ToFetchEntries entries(HeldReplica held, FetchEntries fetch) {
    int end = held.known().certificate().length();
    ReplicaId replica = held.replica();
    MemorySegment bytes = held.frame().bytes();
    if (fetch.offset() >= end) {
      return new Entries(end, true, Bytes.EMPTY);
    }
    packing.clear();
    var walker =
        EntryWalker.from(bytes, replica.master(), replica.segment(), fetch.offset());
    int stop = Math.min(end, fetch.offset() + LOOK_BYTES_MAX);
    int next = fetch.offset();
    while (next < stop && walker.next(end)) {
      EntryView entry = walker.entry();
      if (wanted(entry, replica.segment(), fetch.tablets())
          && !packing.add(entry, replica.segment())) {
        return new Entries(next, false, packing.bytes());
      }
      next = walker.offset();
    }
    if (next < stop) {
      return new Refused(Refusal.BAD_CERTIFICATE, "replica " + replica + " is damaged at byte "
          + next + ": " + walker.why());
    }
    return new Entries(next, next == end, packing.bytes());
  }

  private static Inventory.Held line(HeldReplica held) {
    var known = held.known();
    return new Inventory.Held(held.replica().segment(), held.replica().generation(),
        known.epoch(), known.certificate().length(), known.closed(),
        known.closed() ? List.of() : digest(held));
  }

  private static List<SegmentId> digest(HeldReplica held) {
    ReplicaId replica = held.replica();
    var walker = new EntryWalker(held.frame().bytes(), replica.master(), replica.segment());
    int end = held.known().certificate().length();
    while (walker.next(end)) {
      if (walker.entry().type() == EntryType.DIGEST) {
        return walker.entry().digest().segments();
      }
    }
    return List.of();
  }

  private static boolean wanted(EntryView entry, SegmentId segment, List<LostTablet> tablets) {
    EntryType type = entry.type();
    if (type == EntryType.VERSION_FLOOR) {
      return true;
    }
    if (type == EntryType.SEGMENT_HEADER || type == EntryType.DIGEST) {
      return false;
    }
    long hash = entry.keyHash();
    for (LostTablet tablet : tablets) {
      if (tablet.covers(entry.table(), segment, entry.offset()) && tablet.contains(hash)) {
        return true;
      }
    }
    return false;
  }
}
