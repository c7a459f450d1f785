package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Versions;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A master's log: a head segment that grows, and closed segments before it.
///
/// Appending has two steps. [#reserve] makes room, opening a new head where it must, and says in a
/// value when it cannot; an append that was reserved for cannot fail and allocates nothing. What
/// one `reserve` covers lies in one segment, so a few entries that must become durable together do.
///
/// The first `reserve` opens the first segment. Nothing here is durable: the observer's replicas
/// are.
public final class Log {
  /// One part of so many of a segment is to be gained by cleaning it.
  private static final int GAIN_PART = 50;

  private final ServerId master;
  private final SegmentMemory memory;
  private final SegmentObserver observer;
  private final LiveSegments live = new LiveSegments();
  private final LiveBytes liveBytes;
  private final EntryView view = new EntryView();
  private final int entryBytesMax;
  private final Pins pins = new Pins(() -> this.onSpace.run());
  private Runnable onSpace = () -> {};
  private @Nullable LogSegment head;
  private long versionFloor = Versions.FIRST;
  private int omittable;
  private int retired;
  private long segmentsOpened;
  private long entries;
  private long bytes;

  /// A log without segments. The memory's slices become its segments; it is the only taker.
  public Log(ServerId master, SegmentMemory memory, SegmentObserver observer) {
    if (master.equals(ServerId.NONE)) {
      throw new IllegalArgumentException("a log belongs to a server");
    }
    if (memory.sliceBytes() > EntryReference.SEGMENT_BYTES_MAX) {
      throw new IllegalArgumentException("segments of " + memory.sliceBytes()
          + " bytes: at most " + EntryReference.SEGMENT_BYTES_MAX);
    }
    this.master = master;
    this.memory = memory;
    this.observer = observer;
    this.liveBytes = new LiveBytes(memory.slicesMax());
    long openingBytesMax = openingBytes(memory.slicesMax());
    if (openingBytesMax > memory.sliceBytes() / 2) {
      throw new IllegalArgumentException("a digest of " + memory.slicesMax()
          + " segments fills half a segment of " + memory.sliceBytes()
          + " bytes: take larger segments or less memory");
    }
    this.entryBytesMax = (int) (memory.sliceBytes() - openingBytesMax);
  }

  /// Says what happens when memory comes or goes by whole segments, or by what comes near to one.
  public void onSpace(Runnable listener) {
    onSpace = listener;
  }

  /// The most that one [#reserve] can ask for, however many segments are live.
  public int entryBytesMax() {
    return entryBytesMax;
  }

  /// Bytes that an object takes in the log.
  public static int objectBytes(long keyBytes, long valueBytes) {
    return Math.toIntExact(EntryType.OBJECT.leastBytes() + keyBytes + valueBytes);
  }

  /// Bytes that a tombstone takes in the log.
  public static int tombstoneBytes(long keyBytes) {
    return Math.toIntExact(EntryType.TOMBSTONE.leastBytes() + keyBytes);
  }

  /// Bytes that a version floor takes in the log.
  public static int versionFloorBytes() {
    return EntryType.VERSION_FLOOR.leastBytes();
  }

  /// Bytes that a mutation's result takes in the log.
  public static int resultBytes() {
    return EntryType.RESULT.leastBytes();
  }

  /// Makes room for entries of that many bytes together, in one segment.
  public Room reserve(int wantedBytes) {
    return reserve(wantedBytes, 0);
  }

  /// The same, but takes no memory of the last few segments: they are for others.
  public Room reserve(int wantedBytes, int spared) {
    if (wantedBytes > entryBytesMax) {
      return Room.TOO_LARGE;
    }
    if (fits(wantedBytes)) {
      return Room.READY;
    }
    return freeSegments() > spared ? nextHead() : Room.OUT_OF_MEMORY;
  }

  /// Whether so much fits into the head as it is.
  public boolean fits(int wantedBytes) {
    return head != null && head.remaining() >= wantedBytes;
  }

  /// Segments for which there is memory.
  public int freeSegments() {
    return memory.slicesMax() - memory.slicesTaken();
  }

  /// Opens a new head and closes the one before, although that is not full: to make a new digest
  /// durable.
  public Room roll() {
    LogSegment before = head;
    Room room = nextHead();
    if (before != null && room == Room.READY) {
      before.cutShort();
      liveBytes.unused(before.slot(), 0);
    }
    return room;
  }

  private Room nextHead() {
    Optional<MemorySegment> slice = memory.take();
    if (slice.isEmpty()) {
      return Room.OUT_OF_MEMORY;
    }
    LogSegment prior = head;
    if (prior != null) {
      // Of copies in it nobody may have heard yet.
      observer.appended(prior);
    }
    LogSegment next = open(slice.get());
    head = next;
    observer.opened(next, prior == null ? SegmentId.NONE : prior.id());
    if (prior != null) {
      prior.close();
      liveBytes.unused(prior.slot(), prior.capacity() - prior.length());
      observer.closed(prior);
    }
    onSpace.run();
    return Room.READY;
  }

  /// Appends an object and returns its [EntryReference]. It is durable once [#end] of now is.
  public long appendObject(TableId table, long version, MemorySegment key, MemorySegment value) {
    LogSegment segment = head();
    return counted(appended(segment, segment.appendObject(table, version, key, value)), 1);
  }

  /// Appends a tombstone, which hides that key's objects up to and with `version`; `buriedIn` holds
  /// the newest of them.
  public long appendTombstone(TableId table, long version, MemorySegment key, SegmentId buriedIn) {
    LogSegment segment = head();
    raiseVersions(version + 1);
    return counted(appended(segment, segment.appendTombstone(table, version, key, buriedIn)), 1);
  }

  /// Appends what lies elsewhere in this log. The other one is still there, and still counted. It
  /// is one of many, and replicated once [#copied] says so, or the head is full.
  public long appendCopy(EntryView entry) {
    LogSegment segment = head();
    int start = segment.appendCopy(entry);
    noteAppended(segment, start);
    return counted(EntryReference.of(segment.id(), start), 1);
  }

  /// Has the copies replicated that were appended.
  public void copied() {
    observer.appended(head());
  }

  /// No object is to have a version below that from now on. Each opening repeats it: so whoever
  /// takes a digest that omits a tombstone knows what the tombstone had to say.
  public void raiseVersions(long floor) {
    versionFloor = Math.max(versionFloor, floor);
  }

  /// Appends the version floor, for who cannot wait for the next opening.
  public void appendVersionFloor() {
    LogSegment segment = head();
    appended(segment, segment.appendVersionFloor(versionFloor));
  }

  /// Nothing needs the entry at that reference any more: another one has taken its place, or its
  /// tablet is gone.
  public void died(long reference) {
    LogSegment segment = live.get(EntryReference.segmentValue(reference));
    boolean gainedBefore = worthCleaning(segment);
    counted(reference, -1);
    if (segment.closed() && (worthCleaning(segment) != gainedBefore || liveBytes(segment) == 0)) {
      onSpace.run();
    }
  }

  /// Appends what came of a mutation, so that it is known as long as its effect is: room for both
  /// is reserved together.
  public long appendResult(TableId table, long keyHash, Once once, Effect effect) {
    LogSegment segment = head();
    return counted(appended(segment, segment.appendResult(table, keyHash, once, effect)), 1);
  }

  /// The entry at that reference. The view is shared: the next call moves it.
  public EntryView entry(long reference) {
    LogSegment segment = live.get(EntryReference.segmentValue(reference));
    return view.at(segment.memory(), EntryReference.offset(reference));
  }

  /// The entry at that offset of a segment, in a view of the caller's.
  public EntryView entry(LogSegment segment, int offset, EntryView into) {
    return into.at(segment.memory(), offset);
  }

  /// Whether there is a head: there is from the first [#reserve] on.
  public boolean opened() {
    return head != null;
  }

  /// The segment that grows.
  public LogSegment head() {
    LogSegment current = head;
    if (current == null) {
      throw new IllegalStateException("the log has no segment yet: reserve comes before append");
    }
    return current;
  }

  /// Where the next entry would go in the head: all that is appended so far lies before it.
  public LogPosition end() {
    return new LogPosition(head().id(), head().length());
  }

  /// Bytes that were appended since, openings of segments included.
  public long bytesFrom(LogPosition position) {
    long sum = -position.offset();
    for (LogSegment segment : live.all()) {
      sum += segment.id().compareTo(position.segment()) >= 0 ? segment.length() : 0;
    }
    return sum;
  }

  /// The live segments, oldest first.
  public List<LogSegment> segments() {
    return live.all();
  }

  public LogSegment segment(SegmentId id) {
    return live.get(id.value());
  }

  /// Whether the segment is in memory: until it is freed, a recovery may read it.
  public boolean holds(SegmentId id) {
    return live.has(id.value());
  }

  /// Bytes of a segment that are still needed.
  public int liveBytes(LogSegment segment) {
    return liveBytes.of(segment.slot());
  }

  /// Bytes that are gained by moving what is needed of a closed segment. What its last entry has
  /// left free does not count, since the next one may leave as much; nor does its opening.
  public int gain(LogSegment segment) {
    int unused = segment.cut() ? segment.capacity() - segment.length() : 0;
    return segment.length() - segment.opening().length() - liveBytes(segment) + unused;
  }

  /// Whether that is enough for what it costs: otherwise one would move everything for ever.
  public boolean worthCleaning(LogSegment segment) {
    return gain(segment) >= segment.capacity() / GAIN_PART;
  }

  /// Bytes of its objects that are still needed.
  public int objectBytes(LogSegment segment) {
    return liveBytes.objectsOf(segment.slot());
  }

  /// Bytes of all objects that are still needed.
  public long objectBytes() {
    return liveBytes.allObjects();
  }

  /// Bytes at the ends of closed segments into which what came next did not fit.
  public long unusedBytes() {
    return liveBytes.allUnused();
  }

  /// Who reads it.
  public Pins pins() {
    return pins;
  }

  /// The close of a segment is durable on its backups: it can be retired from now on.
  public void settled(SegmentId id) {
    live.get(id.value()).settle();
    onSpace.run();
  }

  /// Leaves a closed segment out of digests from the next on. No reference to it is left. It stays
  /// readable until it is freed.
  ///
  /// @throws IllegalArgumentException if it is the head, or not closed on its backups yet
  public void retire(SegmentId id) {
    LogSegment segment = live.get(id.value());
    if (!segment.closed()) {
      throw new IllegalArgumentException("segment " + id + " is the head");
    }
    observer.retired(segment);
    segment.retire();
    retired++;
    omittable++;
  }

  /// Forgets a closed segment and recycles its memory: no reference to it is left, nobody sends it,
  /// and no durable digest names it.
  public void free(SegmentId id) {
    if (!live.get(id.value()).closed()) {
      throw new IllegalArgumentException("segment " + id + " is the head");
    }
    LogSegment segment = live.remove(id);
    retired -= segment.retired() ? 1 : 0;
    liveBytes.freed(segment.slot());
    memory.give(segment.memory());
    onSpace.run();
  }

  /// Segments that were retired and are not free yet.
  public int retiredSegments() {
    return retired;
  }

  /// Those of them that the digest of the head still names: a roll would leave them out.
  public int omittableSegments() {
    return omittable;
  }

  public LogCounters counters() {
    return new LogCounters(entries, bytes, segmentsOpened, live.count(), memory.slicesMax());
  }

  private LogSegment open(MemorySegment slice) {
    SegmentId id = new SegmentId(segmentsOpened + 1);
    List<SegmentId> members = new ArrayList<>(live.count() + 1);
    for (LogSegment segment : live.all()) {
      if (!segment.retired()) {
        members.add(segment.id());
      }
    }
    omittable = 0;
    members.add(id);
    LogSegment segment = new LogSegment(master, id, slice, new Digest(members), versionFloor);
    live.add(segment);
    segmentsOpened++;
    return segment;
  }

  private long appended(LogSegment segment, int start) {
    noteAppended(segment, start);
    observer.appended(segment);
    return EntryReference.of(segment.id(), start);
  }

  private void noteAppended(LogSegment segment, int start) {
    entries++;
    bytes += segment.length() - start;
  }

  /// Counts an entry that has come, or one that has gone with a sign of -1, and returns its
  /// reference.
  private long counted(long reference, int sign) {
    int slot = live.get(EntryReference.segmentValue(reference)).slot();
    EntryView entry = entry(reference);
    int bytes = sign * entry.bytes();
    EntryType type = entry.type();
    if (type == EntryType.OBJECT) {
      liveBytes.object(slot, bytes);
    } else if (type == EntryType.TOMBSTONE && holds(entry.buriedIn())) {
      liveBytes.tombstone(slot, segment(entry.buriedIn()).slot(), bytes);
    } else if (type == EntryType.RESULT) {
      liveBytes.result(slot, bytes);
    }
    return reference;
  }

  private static long openingBytes(int liveSegments) {
    return SegmentHeader.BYTES + Digest.bytes(liveSegments)
        + EntryType.VERSION_FLOOR.leastBytes();
  }
}
