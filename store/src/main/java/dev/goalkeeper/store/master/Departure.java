package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.EntryParcel;
import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.EntryType;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.PullCursor;
import dev.goalkeeper.store.wire.PullCursor.Stage;
import dev.goalkeeper.store.wire.Pulled;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A tablet that is given to another master, by pages: first the objects that there are, by the
/// index; then what was appended to the log meanwhile; and when little of that is left the tablet
/// is frozen, the rest of it follows, and what came of mutations.
///
/// Which page is next is in the heir's hands, so that each can be asked for as often as it takes.
/// The log is pinned from where it ended at first: a tombstone that the heir has yet to see is not
/// cleaned away.
final class Departure {
  /// Of a page: a few milliseconds of the heir's loop.
  static final int PAGE_BYTES = 512 << 10;

  /// Of the index, for one page: a few tens of microseconds each.
  private static final int INDEX_PAGES_MAX = 8;

  /// Whose results one page looks through; each has 512 at the most.
  private static final int CLIENTS_MAX = 64;

  private final long number;
  private final Log log;
  private final OwnedTablets tablets;
  private final Results results;
  private final LogPosition start;
  private final EntryView view = new EntryView();
  private final EntryParcel.Packing packing = new EntryParcel.Packing(Limits.ENTRIES_BYTES_MAX);
  private OwnedTablet owned;

  /// Where the log ended when the tablet was frozen.
  private LogPosition end = LogPosition.START;

  private List<Long> clients = List.of();

  Departure(long number, Log log, OwnedTablets tablets, OwnedTablet owned, Results results) {
    this.number = number;
    this.log = log;
    this.tablets = tablets;
    this.owned = owned;
    this.results = results;
    this.start = log.end();
    log.pins().add(start.segment());
  }

  OwnedTablet owned() {
    return owned;
  }

  void over() {
    log.pins().remove(start.segment());
  }

  Reply.ToPullTablet page(PullCursor from) {
    packing.clear();
    return switch (from.stage()) {
      case OBJECTS -> objects(from.place());
      case TAIL -> tail(new LogPosition(new SegmentId(from.place()), from.offset()));
      case RESULTS -> results((int) from.place());
    };
  }

  private Reply.ToPullTablet objects(long from) {
    long place = from;
    for (int i = 0; i < INDEX_PAGES_MAX; i++) {
      List<HashIndex.Entry> entries = new ArrayList<>();
      long next = owned.objects().page(place, entries);
      OptionalLong stopped = pack(entries);
      if (stopped.isPresent()) {
        return packing.length() == 0 ? tooLarge(stopped.getAsLong())
            : more(new PullCursor(Stage.OBJECTS, stopped.getAsLong(), 0));
      }
      if (next == 0) {
        return more(new PullCursor(Stage.TAIL, start.segment().value(), start.offset()));
      }
      place = next;
    }
    return more(new PullCursor(Stage.OBJECTS, place, 0));
  }

  /// Objects of one place go together, so that none can be missed between two pages.
  ///
  /// @return the place that begins the next page, if this one is full
  private OptionalLong pack(List<HashIndex.Entry> entries) {
    int before = packing.length();
    HashIndex.Entry first = null;
    for (HashIndex.Entry entry : entries) {
      if (!owned.tablet().contains(entry.hash())) {
        continue;
      }
      if (first == null || first.place() != entry.place()) {
        first = entry;
        before = packing.length();
      }
      boolean full = before >= PAGE_BYTES;
      if (full || !packing.add(log.entry(entry.reference()),
          EntryReference.segment(entry.reference()))) {
        packing.cut(before);
        return OptionalLong.of(first.place());
      }
    }
    return OptionalLong.empty();
  }

  private Refused tooLarge(long place) {
    return new Refused(Refusal.TOO_LARGE,
        "the objects with hash %016x are more than fit into a page".formatted(
            new HashIndex.Entry(place, 0).hash()));
  }

  private Pulled tail(LogPosition from) {
    if (!isFrozen() && log.bytesFrom(from) <= PAGE_BYTES) {
      freeze();
    }
    LogPosition stop = isFrozen() ? end : log.end();
    LogPosition at = from;
    int looked = 0;
    while (looked < PAGE_BYTES && at.compareTo(stop) < 0) {
      LogSegment segment = log.segment(at.segment());
      if (at.offset() == segment.length()) {
        at = new LogPosition(at.segment().next(), 0);
        continue;
      }
      EntryView entry = log.entry(segment, at.offset(), view);
      if (changes(entry) && !packing.add(entry, segment.id())) {
        break;
      }
      looked += entry.bytes();
      at = new LogPosition(segment.id(), entry.end());
    }
    return more(isFrozen() && at.compareTo(stop) >= 0 ? new PullCursor(Stage.RESULTS, 0, 0)
        : new PullCursor(Stage.TAIL, at.segment().value(), at.offset()));
  }

  private boolean isFrozen() {
    return owned.frozenFor() == number;
  }

  /// From now on nothing is done or told here of this tablet. What is held still was done before.
  private void freeze() {
    OwnedTablet frozen = owned.frozenFor(number);
    tablets.replace(owned, frozen);
    owned = frozen;
    end = log.end();
    List<Long> known = new ArrayList<>();
    results.forEach(client -> known.add(client.client()));
    clients = known;
  }

  private boolean changes(EntryView entry) {
    EntryType type = entry.type();
    return (type == EntryType.OBJECT || type == EntryType.TOMBSTONE) && belongs(entry);
  }

  private boolean belongs(EntryView entry) {
    Tablet tablet = owned.tablet();
    return entry.table().equals(tablet.table()) && tablet.contains(entry.keyHash());
  }

  /// One client's results go together: there are never more than fit.
  private Pulled results(int from) {
    int stop = Math.min(clients.size(), from + CLIENTS_MAX);
    int next = from;
    while (next < stop && packing.length() < PAGE_BYTES) {
      ClientResults client = results.find(clients.get(next));
      if (client != null) {
        client.forEachReference(this::pack);
      }
      next++;
    }
    boolean last = next >= clients.size();
    return new Pulled(new PullCursor(Stage.RESULTS, next, 0), last,
        owned.objects().versionFloor(), packing.bytes());
  }

  private void pack(long reference) {
    EntryView entry = log.entry(reference);
    if (belongs(entry) && !packing.add(entry, EntryReference.segment(reference))) {
      throw new IllegalStateException("the results of one client do not fit into a page");
    }
  }

  private Pulled more(PullCursor next) {
    return new Pulled(next, false, owned.objects().versionFloor(), packing.bytes());
  }
}
