package dev.goalkeeper.store.master;

import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.Effect;
import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Versions;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;

/// A tablet whose entries are replayed. They come in any order, so that what is dead is remembered
/// until all have come: a tombstone may be here before what it buries.
final class RecoveringTablet {
  private final LostTablet lost;
  private final Log log;
  private final Space space;
  private final TabletObjects objects;
  private final Map<Bytes, Long> graves = new HashMap<>();
  private final Results results;
  private long floor = Versions.FIRST;

  RecoveringTablet(LostTablet lost, Space space, TabletObjects objects) {
    this.lost = lost;
    this.log = space.log();
    this.space = space;
    this.objects = objects;
    this.results = new Results(log::died);
  }

  TabletObjects objects() {
    return objects;
  }

  LostTablet lost() {
    return lost;
  }

  boolean covers(EntryView entry, long hash) {
    return lost.table().equals(entry.table()) && lost.contains(hash);
  }

  /// Takes in an object, unless it is dead or known.
  Room object(EntryView entry, long hash) {
    MemorySegment key = entry.key();
    long version = entry.version();
    long present = objects.find(hash, key);
    boolean exists = present != EntryReference.NONE;
    if ((exists && objects.version(present) >= version) || dead(key, version)) {
      return Room.READY;
    }
    int tombstone = exists ? Log.tombstoneBytes(key.byteSize()) : 0;
    int bytes = Log.objectBytes(key.byteSize(), entry.valueBytes());
    int growth = exists ? bytes - log.entry(present).bytes() : bytes;
    Room room = space.admitsBrought(growth) && objects.reserve(hash)
        ? space.forEntries(bytes + tombstone) : Room.OUT_OF_MEMORY;
    if (room == Room.READY) {
      if (exists) {
        displace(present, key);
      }
      objects.put(hash, key, log.appendObject(lost.table(), version, key, entry.value()));
      graves.remove(copy(key));
    }
    return room;
  }

  /// Takes in a tombstone: what it buries goes, now or when it comes.
  Room tombstone(EntryView entry, long hash) {
    MemorySegment key = entry.key();
    long version = entry.version();
    raiseFloor(version + 1);
    long present = objects.find(hash, key);
    if (present == EntryReference.NONE) {
      graves.merge(copy(key), version, Math::max);
      return Room.READY;
    }
    if (objects.version(present) > version) {
      return Room.READY;
    }
    Room room = space.forRemoval(Log.tombstoneBytes(key.byteSize()));
    if (room == Room.READY) {
      displace(present, key);
      objects.remove(hash, key, version);
      graves.merge(copy(key), version, Math::max);
    }
    return room;
  }

  /// All have come: what was dead when it came is not in this log, and will not come again.
  void bury() {
    graves.clear();
  }

  /// Takes in what came of a mutation, unless its client has it, or it is known.
  Room result(EntryView entry, long hash) {
    Once once = entry.once();
    if (!results.news(once)) {
      return Room.READY;
    }
    Room room = space.forEntries(Log.resultBytes());
    if (room == Room.READY) {
      Effect effect = entry.effect();
      results.put(once, Results.reply(effect),
          log.appendResult(lost.table(), hash, once, effect));
    }
    return room;
  }

  /// What came of mutations of its objects.
  Results results() {
    return results;
  }

  /// Above every version that a removed object had.
  long floor() {
    return floor;
  }

  void raiseFloor(long to) {
    floor = Math.max(floor, to);
  }

  /// What is remembered of the dead is one number from now on.
  TabletObjects finish() {
    objects.raiseVersions(floor);
    return objects;
  }

  /// Nothing more comes of it; its objects are the caller's to give back.
  TabletObjects leave() {
    graves.clear();
    results.release();
    return objects;
  }

  void abandon() {
    graves.clear();
    results.release();
    objects.release();
  }

  /// An older object of this log gets its tombstone here too, as with every write.
  private void displace(long present, MemorySegment key) {
    log.appendTombstone(
        lost.table(), objects.version(present), key, EntryReference.segment(present));
  }

  private boolean dead(MemorySegment key, long version) {
    return !graves.isEmpty() && graves.getOrDefault(copy(key), 0L) >= version;
  }

  private static Bytes copy(MemorySegment key) {
    return Bytes.of(key.toArray(ValueLayout.JAVA_BYTE));
  }
}
