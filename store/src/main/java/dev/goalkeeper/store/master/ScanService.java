package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Page;
import dev.goalkeeper.store.wire.Scan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Pages of scans: the objects of a range in the order of the index. Nothing is kept from one page
/// to the next.
final class ScanService {
  /// Pages of the index that one request looks through, a few tens of microseconds each: where it
  /// finds little, the scan comes back.
  static final int INDEX_PAGES_MAX = 8;

  private final Log log;

  ScanService(Log log) {
    this.log = log;
  }

  /// A page, and what it rests on: its objects, and the absence of all others.
  record Found(Page page, LogPosition restsOn) {}

  /// The next page.
  ///
  /// @param owned the tablet that has the first hash of the scan's range
  Found next(OwnedTablet owned, Scan scan) {
    var page = new Growing(owned, scan);
    long from = scan.cursor();
    for (int i = 0; i < INDEX_PAGES_MAX && page.open; i++) {
      var entries = new ArrayList<HashIndex.Entry>();
      from = owned.objects().page(from, entries);
      entries.forEach(page::offer);
      if (from == 0) {
        break;
      }
    }
    return page.end(from);
  }

  /// A page that objects are added to.
  private final class Growing {
    private final OwnedTablet owned;
    private final Scan scan;
    private final int bytesMax;
    private final long lastHash;
    private final List<Page.Line> lines = new ArrayList<>();
    private LogPosition restsOn;
    private int bytes;
    private long lastPlace;
    private long next;
    private boolean open = true;

    private Growing(OwnedTablet owned, Scan scan) {
      this.owned = owned;
      this.scan = scan;
      this.bytesMax = Math.min(scan.bytesMax(), Limits.PAGE_BYTES_MAX);
      long tabletLast = owned.tablet().lastHash();
      this.lastHash = Long.compareUnsigned(scan.lastHash(), tabletLast) < 0
          ? scan.lastHash() : tabletLast;
      this.restsOn = owned.objects().restsOn(EntryReference.NONE);
    }

    private void offer(HashIndex.Entry entry) {
      if (!open || !asked(entry)) {
        return;
      }
      var view = log.entry(entry.reference());
      int more = Page.Line.bytes(view.keyBytes(), view.valueBytes());
      if (!lines.isEmpty()
          && (bytes + more > bytesMax || lines.size() == Limits.PAGE_OBJECTS_MAX)) {
        open = false;
        next = entry.place();
        return;
      }
      bytes += more;
      lastPlace = entry.place();
      lines.add(new Page.Line(copy(view.key()), view.version(), copy(view.value())));
      LogPosition rests = owned.objects().restsOn(entry.reference());
      restsOn = rests.compareTo(restsOn) > 0 ? rests : restsOn;
    }

    private boolean asked(HashIndex.Entry entry) {
      long hash = entry.hash();
      boolean inRange = Long.compareUnsigned(scan.firstHash(), hash) <= 0
          && Long.compareUnsigned(hash, lastHash) <= 0;
      return inRange && (entry.place() != scan.cursor() || scan.after().length() == 0
          || TabletObjects.compare(
              log.entry(entry.reference()).key(), scan.after().memory()) > 0);
    }

    /// @param from where the index goes on after what was looked at
    private Found end(long from) {
      long cursor = open ? from : next;
      boolean within = !open && next == lastPlace;
      return new Found(
          new Page(scan.table(), lastHash, cursor, within, lines), restsOn);
    }

    private static Bytes copy(MemorySegment memory) {
      return Bytes.of(memory.toArray(ValueLayout.JAVA_BYTE));
    }
  }
}
