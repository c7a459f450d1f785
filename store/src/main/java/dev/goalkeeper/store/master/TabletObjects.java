package dev.goalkeeper.store.master;

import dev.goalkeeper.store.cleaner.Holder;
import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Versions;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// The objects of a tablet, in service or on its way there: their index, and what is remembered of
/// removed ones.
///
/// The index holds live objects only. For all keys that are not in it, the tablet keeps two facts
/// together: the version that a new object has at least, above any that a removed one had, and
/// where the newest tombstone lies, on which the answer "absent" rests.
final class TabletObjects implements Holder {
  private final TableId table;
  private final Log log;
  private final LogPosition since;
  private final HashIndex index;
  private final HashIndex.Candidate holdsSought = this::holdsSought;
  private MemorySegment sought = MemorySegment.NULL;
  private long versionFloor = Versions.FIRST;
  private LogPosition lastRemoval = LogPosition.START;

  /// @param since where a recovery begins to look for them
  TabletObjects(TableId table, Log log, LogPosition since, SegmentMemory pages) {
    this.table = table;
    this.log = log;
    this.since = since;
    this.index = new HashIndex(pages);
  }

  long count() {
    return index.size();
  }

  @Override
  public LogPosition since() {
    return since;
  }

  long find(long hash, MemorySegment key) {
    return index.get(hash, holding(key));
  }

  /// The version of the object there, or [Versions#ABSENT].
  long version(long reference) {
    return reference == EntryReference.NONE
        ? Versions.ABSENT
        : log.entry(reference).version();
  }

  /// What the object at the reference, or its absence, rests on.
  LogPosition restsOn(long reference) {
    return reference == EntryReference.NONE
        ? lastRemoval
        : new LogPosition(EntryReference.segment(reference), log.entry(reference).end());
  }

  /// The version of the next object, after the one at the reference.
  long nextVersion(long reference) {
    return reference == EntryReference.NONE ? versionFloor : version(reference) + 1;
  }

  /// Room in the index for one more; false when its memory is full.
  boolean reserve(long hash) {
    return index.reserve(hash);
  }

  @Override
  public boolean holds(long hash, long reference) {
    return index.holds(hash, reference);
  }

  @Override
  public void move(long hash, long from, long to) {
    index.move(hash, from, to);
    log.died(from);
  }

  void put(long hash, MemorySegment key, long reference) {
    long before = index.put(hash, reference, holding(key));
    if (before != EntryReference.NONE) {
      log.died(before);
    }
  }

  /// Forgets the key; its tombstone is the last entry of the log.
  void remove(long hash, MemorySegment key, long version) {
    log.died(index.remove(hash, holding(key)));
    versionFloor = Math.max(versionFloor, version + 1);
    lastRemoval = log.end();
  }

  /// The objects of a page of the index, from a place on, in the order of a scan: by place, and by
  /// key where hashes are equal.
  ///
  /// @return where the next page begins, or 0
  long page(long from, List<HashIndex.Entry> entries) {
    long next = index.page(from, entries);
    entries.sort((one, other) -> {
      int order = Long.compareUnsigned(one.place(), other.place());
      return order != 0 ? order
          : compare(log.entry(one.reference()).key(), log.entry(other.reference()).key());
    });
    return next;
  }

  /// Orders keys, as unsigned bytes.
  static int compare(MemorySegment one, MemorySegment other) {
    long at = one.mismatch(other);
    if (at < 0) {
      return 0;
    }
    boolean ended = at == one.byteSize() || at == other.byteSize();
    return ended ? Long.compare(one.byteSize(), other.byteSize())
        : Byte.compareUnsigned(one.get(ValueLayout.JAVA_BYTE, at),
            other.get(ValueLayout.JAVA_BYTE, at));
  }

  /// A new object has at least that version.
  void raiseVersions(long floor) {
    versionFloor = Math.max(versionFloor, floor);
  }

  /// An entry of [#page] is nobody's.
  void drop(HashIndex.Entry entry) {
    long reference = entry.reference();
    if (index.remove(entry.hash(), found -> found == reference) != EntryReference.NONE) {
      log.died(reference);
    }
  }

  /// Above every version that a removed object had.
  long versionFloor() {
    return versionFloor;
  }

  /// Gives the index's memory back, at once; its objects are nobody's.
  void release() {
    index.forEach(log::died);
    index.close();
  }

  /// What holds that key. One for all questions to the index, each of which ends before the next.
  private HashIndex.Candidate holding(MemorySegment key) {
    sought = key;
    return holdsSought;
  }

  private boolean holdsSought(long reference) {
    return log.entry(reference).isOf(table, sought);
  }
}
