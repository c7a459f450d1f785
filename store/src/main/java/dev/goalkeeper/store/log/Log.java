package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
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
  private final ServerId master;
  private final SegmentMemory memory;
  private final SegmentObserver observer;
  private final LiveSegments live = new LiveSegments();
  private final EntryView view = new EntryView();
  private final int entryBytesMax;
  private @Nullable LogSegment head;
  private long segmentsOpened;
  private long entries;
  private long bytes;

  /// A log without segments. The memory's slices become its segments; it is the only taker.
  public Log(ServerId master, SegmentMemory memory, SegmentObserver observer) {
    if (master.equals(ServerId.NONE)) {
      throw new IllegalArgumentException("a log belongs to a server");
    }
    if (memory.sliceBytes() > EntryReference.SEGMENT_BYTES_MAX) {
      throw new IllegalArgumentException(
          "segments of "
              + memory.sliceBytes()
              + " bytes: at most "
              + EntryReference.SEGMENT_BYTES_MAX);
    }
    this.master = master;
    this.memory = memory;
    this.observer = observer;
    long openingBytesMax = openingBytes(memory.slicesMax());
    if (openingBytesMax > memory.sliceBytes() / 2) {
      throw new IllegalArgumentException(
          "a digest of "
              + memory.slicesMax()
              + " segments fills half a segment of "
              + memory.sliceBytes()
              + " bytes: take larger segments or less memory");
    }
    this.entryBytesMax = (int) (memory.sliceBytes() - openingBytesMax);
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

  /// Bytes that a mutation's result takes in the log.
  public static int resultBytes() {
    return EntryType.RESULT.leastBytes();
  }

  /// Makes room for entries of that many bytes together, in one segment.
  public Room reserve(int wantedBytes) {
    if (wantedBytes > entryBytesMax) {
      return Room.TOO_LARGE;
    }
    LogSegment current = head;
    if (current != null && current.remaining() >= wantedBytes) {
      return Room.READY;
    }
    return roll();
  }

  /// Opens a new head and closes the one before: when it is full, or to make a new digest durable.
  public Room roll() {
    Optional<MemorySegment> slice = memory.take();
    if (slice.isEmpty()) {
      return Room.OUT_OF_MEMORY;
    }
    LogSegment prior = head;
    LogSegment next = open(slice.get());
    head = next;
    observer.opened(next, prior == null ? SegmentId.NONE : prior.id());
    if (prior != null) {
      prior.close();
      observer.closed(prior);
    }
    return Room.READY;
  }

  /// Appends an object and returns its [EntryReference]. It is durable once [#end] of now is.
  public long appendObject(TableId table, long version, MemorySegment key, MemorySegment value) {
    LogSegment segment = head();
    return appended(segment, segment.appendObject(table, version, key, value));
  }

  /// Appends a tombstone, which hides that key's objects up to and with `version`; `buriedIn` holds
  /// the newest of them.
  public long appendTombstone(TableId table, long version, MemorySegment key, SegmentId buriedIn) {
    LogSegment segment = head();
    return appended(segment, segment.appendTombstone(table, version, key, buriedIn));
  }

  /// Appends the answer to a mutation, so that it is known as long as its effect is: room for both
  /// is reserved together.
  ///
  /// @param reply of a mutation that had an effect
  public long appendResult(TableId table, long keyHash, Once once, Reply reply) {
    LogSegment segment = head();
    return appended(segment, segment.appendResult(table, keyHash, once, reply));
  }

  /// The entry at that reference. The view is shared: the next call moves it.
  public EntryView entry(long reference) {
    LogSegment segment = live.get(EntryReference.segmentValue(reference));
    return view.at(segment.memory(), EntryReference.offset(reference));
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

  /// The live segments, oldest first.
  public List<LogSegment> segments() {
    return live.all();
  }

  public LogSegment segment(SegmentId id) {
    return live.get(id.value());
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
  }

  /// Forgets a closed segment and recycles its memory: no reference to it is left, nobody sends it,
  /// and no durable digest names it.
  public void free(SegmentId id) {
    if (!live.get(id.value()).closed()) {
      throw new IllegalArgumentException("segment " + id + " is the head");
    }
    memory.give(live.remove(id).memory());
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
    members.add(id);
    LogSegment segment = new LogSegment(master, id, slice, new Digest(members));
    live.add(segment);
    segmentsOpened++;
    return segment;
  }

  private long appended(LogSegment segment, int start) {
    entries++;
    bytes += segment.length() - start;
    observer.appended(segment);
    return EntryReference.of(segment.id(), start);
  }

  private static long openingBytes(int liveSegments) {
    return SegmentHeader.BYTES + Digest.bytes(liveSegments);
  }
}
