package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.EntryWalker;
import dev.goalkeeper.store.wire.Bytes;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// The keys that are looked for, and what was found of each.
final class Ledger {
  private final Map<ObjectKey, Sought> keys = new LinkedHashMap<>();
  private final boolean all;

  private Ledger(boolean all) {
    this.all = all;
  }

  /// Takes every key that turns up.
  static Ledger ofAll() {
    return new Ledger(true);
  }

  /// Looks for the keys of a journal and no others.
  static Ledger of(Journal journal) {
    Ledger ledger = new Ledger(false);
    for (Journal.Line line : journal.newest()) {
      ledger.keys.put(line.objectKey(), Sought.acknowledged(line));
    }
    return ledger;
  }

  /// Goes through the entries of a segment.
  ///
  /// @param counts whether an object or a tombstone is one that counts
  void replay(SegmentCopies segment, Predicate<EntryView> counts) {
    EntryWalker walker = segment.walker();
    while (walker.next(segment.length())) {
      EntryView entry = walker.entry();
      switch (entry.type()) {
        case OBJECT, TOMBSTONE -> {
          if (counts.test(entry)) {
            replay(entry, segment);
          }
        }
        case SEGMENT_HEADER, DIGEST, VERSION_FLOOR, RESULT -> {}
      }
    }
  }

  void forEach(BiConsumer<ObjectKey, Sought> action) {
    keys.forEach(action);
  }

  private void replay(EntryView entry, SegmentCopies segment) {
    Bytes key = Bytes.of(entry.key().toArray(ValueLayout.JAVA_BYTE));
    ObjectKey objectKey = new ObjectKey(entry.table(), key);
    Sought sought = all
        ? keys.computeIfAbsent(objectKey, _ -> Sought.newest())
        : keys.get(objectKey);
    if (sought != null) {
      sought.found(entry, segment);
    }
  }
}
