package dev.goalkeeper.store.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.log.Effect;
import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.EntryType;
import dev.goalkeeper.store.log.EntryWalker;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.SegmentObserver;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One log and its cleaner, with backups that have everything at once; or, of what is retired, when
/// the test says so.
class CleanerTest {
  private static final TableId TABLE = new TableId(1);
  private static final TableId NOBODYS = new TableId(2);
  private static final int SEGMENT_BYTES = 4096;
  private static final int SEGMENTS = 12;
  private static final int VALUE_BYTES = 200;

  /// More than half of a segment.
  private static final int FILLING = 3_000;

  private final SimulatedWorld world = World.simulated(1);
  private final Pool pool = Pool.named("master").world(world).failStop(thrown -> {
    throw new AssertionError(thrown);
  }).build();
  private final SegmentMemory memory =
      new SegmentMemory(SEGMENT_BYTES, (long) SEGMENTS * SEGMENT_BYTES);
  private final Log log = new Log(ServerId.of(1, 1), memory, new Backups());
  private final Space space = new Space(log, () -> 1);
  private final Objects objects = new Objects();
  private final Needed needed = new Needed();
  private final Cleaner cleaner = new Cleaner(space, needed);
  private boolean freeing = true;

  /// Whose objects there are, and the one result for which a client may still ask.
  private final class Needed implements Holders {
    private long result = EntryReference.NONE;

    @Override
    public Optional<Holder> holder(TableId table, long hash) {
      return table.equals(TABLE) ? Optional.of(objects) : Optional.empty();
    }

    @Override
    public boolean holdsResult(Once once, long reference) {
      return reference == result;
    }

    @Override
    public void moveResult(Once once, long from, long to) {
      assertThat(from).isEqualTo(result);
      result = to;
      log.died(from);
    }
  }

  /// Has closed segments durable at once, and frees what a later digest omits.
  private final class Backups implements SegmentObserver {
    @Override
    public void opened(LogSegment segment, SegmentId prior) {
      pool.event("omitted", CleanerTest.this::free);
    }

    @Override
    public void appended(LogSegment segment) {}

    @Override
    public void closed(LogSegment segment) {
      pool.event("closed", () -> cleaner.settled(segment.id()));
    }

    @Override
    public void retired(LogSegment segment) {}
  }

  /// What the master knows, without an index.
  private final class Objects implements Holder {
    private final Map<Bytes, Long> byKey = new HashMap<>();
    private LogPosition since = LogPosition.START;

    @Override
    public LogPosition since() {
      return since;
    }

    @Override
    public boolean holds(long hash, long reference) {
      return byKey.containsValue(reference);
    }

    @Override
    public void move(long hash, long from, long to) {
      byKey.replaceAll((_, reference) -> reference == from ? to : reference);
      log.died(from);
    }

    long find(MemorySegment key) {
      return byKey.getOrDefault(copy(key), EntryReference.NONE);
    }

    void put(MemorySegment key, long reference) {
      Long before = byKey.put(copy(key), reference);
      if (before != null) {
        log.died(before);
      }
    }
  }

  @BeforeEach
  void open() {
    pool.event("begin", () -> {
      log.reserve(0);
      pool.add(cleaner);
    });
    world.run(Duration.ofMillis(1));
  }

  @AfterEach
  void freeMemory() {
    memory.close();
  }

  @Test
  void segmentsOfWhichNothingIsNeededAreFreed() {
    for (int i = 0; i < 300; i++) {
      write("the one key", i);
    }
    assertThat(cleaner.status().freed()).isGreaterThan(10);
    assertThat(log.objectBytes()).isEqualTo(recount(EntryType.OBJECT)).isLessThan(SEGMENT_BYTES);
  }

  @Test
  void survivorsAreMovedAndStayWhatTheyAre() {
    for (int i = 0; i < 2_000; i++) {
      write("key " + (i % 7 == 0 ? i % 70 : 100), i);
    }
    assertThat(cleaner.status().movedBytes()).isPositive();
    assertThat(log.objectBytes()).isEqualTo(recount(EntryType.OBJECT));
    for (int i = 0; i < 70; i += 7) {
      long reference = objects.find(Bytes.utf8("key " + i).memory());
      assertThat(log.entry(reference).isOf(TABLE, Bytes.utf8("key " + i).memory())).isTrue();
    }
  }

  @Test
  void liveBytesAreExactWhateverIsWrittenRemovedAndCleaned() {
    var random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      String key = "key " + random.nextInt(30);
      if (random.nextInt(4) == 0) {
        remove(key);
      } else {
        write(key, i);
      }
      if (i % 10 == 0) {
        long live = log.segments().stream().mapToLong(log::liveBytes).sum();
        assertThat(live).as("after %d", i)
            .isEqualTo(recount(EntryType.OBJECT) + recount(EntryType.TOMBSTONE));
      }
    }
    assertThat(cleaner.status().movedBytes()).isPositive();
  }

  @Test
  void tombstoneStaysAsLongAsWhatItBuriesAndTheVersionFloorForEver() {
    write("dead", 1);
    fillHead(2);
    remove("dead");
    freeing = false;
    SegmentId grave = log.segments().getFirst().id();
    while (log.segments().stream().noneMatch(LogSegment::retired)) {
      write("another", 3);
    }
    assertThat(tombstones("dead")).as("while segment %s is there", grave).isPositive();
    freeing = true;
    pool.event("freed", this::free);
    for (int i = 0; i < 600; i++) {
      write("key " + i % 60, i);
    }
    assertThat(log.holds(grave)).isFalse();
    assertThat(tombstones("dead")).isZero();
    assertThat(floorOfHead()).isGreaterThan(1);
  }

  @Test
  void tombstoneOfNoTabletOrFromBeforeItsTimeIsNotMoved() {
    write("old", 1);
    fillHead(2);
    remove("old");
    SegmentId grave = log.segments().getFirst().id();
    log.appendTombstone(NOBODYS, 5, Bytes.utf8("nobody's").memory(), grave);
    objects.since = log.end();
    moveAll(log.head());
    assertThat(tombstones("old")).isEqualTo(1);

    objects.since = LogPosition.START;
    moveAll(log.head());
    assertThat(tombstones("old")).as("of a tablet that is served").isEqualTo(2);
  }

  @Test
  void resultsAreMovedAsLongAsTheirClientsMayAsk() {
    var once = new Once(1, 7, 3);
    write("a", 1);
    LogSegment first = log.head();
    needed.result = log.appendResult(TABLE, 5, once, Effect.added(4, 9));
    long unneeded = log.appendResult(TABLE, 5, new Once(1, 6, 3), Effect.written(3));
    log.died(unneeded);
    fillHead(2);
    remove("a");
    assertThat(log.liveBytes(first)).as("with fillings").isGreaterThan(Log.resultBytes());
    moveAll(first);
    assertThat(EntryReference.segment(needed.result)).isEqualTo(log.head().id());
    assertThat(log.entry(needed.result).once()).isEqualTo(once);
    assertThat(log.entry(needed.result).effect()).isEqualTo(Effect.added(4, 9));
    assertThat(log.liveBytes(first)).as("objects were moved, and the result").isZero();
  }

  private void moveAll(LogSegment from) {
    var survivors = new Survivors(log, space, needed);
    int end = from.length();
    int offset = from.opening().length();
    while (offset < end) {
      offset = survivors.move(from, offset);
    }
  }

  @Test
  void lastSegmentsAreForWhatFreesOthers() {
    assertThat(rolls(() -> space.forEntries(FILLING))).isEqualTo(SEGMENTS - 4);
    assertThat(rolls(() -> space.forRemoval(FILLING))).isEqualTo(1);
    assertThat(rolls(() -> space.forSurvivor(FILLING))).isEqualTo(1);
    assertThat(log.roll()).isEqualTo(Room.READY);
    assertThat(log.roll()).isEqualTo(Room.OUT_OF_MEMORY);
  }

  @Test
  void objectsBeyondTheLimitAreRefusedAndOverwritingThemIsNot() {
    int growth = (int) space.objectBytesMax() + 1;
    assertThat(space.admits(growth)).isFalse();
    assertThat(space.admits(growth - 1)).isTrue();
    assertThat(space.admits(0)).isTrue();
  }

  /// Heads that are opened until there is no more room, each filled with one object.
  private int rolls(Supplier<Room> reserve) {
    int before = log.freeSegments();
    while (reserve.get() == Room.READY) {
      var value = MemorySegment.ofArray(new byte[FILLING - Log.objectBytes(1, 0)]);
      log.appendObject(NOBODYS, 1, Bytes.utf8("x").memory(), value);
    }
    return before - log.freeSegments();
  }

  private void write(String key, int number) {
    pool.event("write", () -> {
      MemorySegment bytes = Bytes.utf8(key).memory();
      long present = objects.find(bytes);
      int room = Log.objectBytes(bytes.byteSize(), VALUE_BYTES)
          + Log.tombstoneBytes(bytes.byteSize());
      assertThat(space.forEntries(room)).as("room for write %d", number).isEqualTo(Room.READY);
      long version = 1;
      if (present != EntryReference.NONE) {
        version = log.entry(present).version();
        log.appendTombstone(TABLE, version++, bytes, EntryReference.segment(present));
      }
      var value = MemorySegment.ofArray(new byte[VALUE_BYTES]);
      objects.put(bytes, log.appendObject(TABLE, version, bytes, value));
    });
    world.run(Duration.ofMillis(1));
  }

  private void remove(String key) {
    pool.event("remove", () -> {
      Long present = objects.byKey.remove(Bytes.utf8(key));
      MemorySegment bytes = Bytes.utf8(key).memory();
      if (present != null) {
        assertThat(space.forRemoval(Log.tombstoneBytes(bytes.byteSize())))
            .isEqualTo(Room.READY);
        log.appendTombstone(TABLE, log.entry(present).version(), bytes,
            EntryReference.segment(present));
        log.died(present);
      }
    });
    world.run(Duration.ofMillis(1));
  }

  /// Until another segment is the head.
  private void fillHead(int number) {
    SegmentId head = log.head().id();
    for (int i = 0; log.head().id().equals(head); i++) {
      write("filling " + i, number);
    }
  }

  private void free() {
    if (freeing) {
      List<SegmentId> named = namedByHead();
      log.segments().stream().map(LogSegment::id).filter(id -> !named.contains(id))
          .forEach(cleaner::freed);
    }
  }

  /// Bytes of such entries that somebody needs, by looking at each.
  private long recount(EntryType wanted) {
    long bytes = 0;
    for (LogSegment segment : log.segments()) {
      var walker = walker(segment);
      while (walker.next(segment.length())) {
        boolean needed = walker.entry().type() == wanted && (wanted == EntryType.OBJECT
            ? objects.find(walker.entry().key())
                == EntryReference.of(segment.id(), walker.entry().offset())
            : log.holds(walker.entry().buriedIn()) && !segment.retired());
        bytes += needed ? walker.entry().bytes() : 0;
      }
    }
    return bytes;
  }

  private long tombstones(String key) {
    long count = 0;
    for (LogSegment segment : log.segments()) {
      var walker = walker(segment);
      while (walker.next(segment.length())) {
        count += walker.entry().type() == EntryType.TOMBSTONE
            && walker.entry().isOf(TABLE, Bytes.utf8(key).memory()) ? 1 : 0;
      }
    }
    return count;
  }

  private long floorOfHead() {
    var walker = walker(log.head());
    long floor = 0;
    while (walker.next(log.head().opening().length())) {
      floor = walker.entry().type() == EntryType.VERSION_FLOOR
          ? walker.entry().versionFloor() : floor;
    }
    return floor;
  }

  private List<SegmentId> namedByHead() {
    var walker = walker(log.head());
    while (walker.next(log.head().length())) {
      if (walker.entry().type() == EntryType.DIGEST) {
        return walker.entry().digest().segments();
      }
    }
    throw new AssertionError("a head without a digest");
  }

  private static EntryWalker walker(LogSegment segment) {
    return new EntryWalker(
        segment.bytes(0, segment.length()), segment.master(), segment.id());
  }

  private static Bytes copy(MemorySegment key) {
    return Bytes.of(key.toArray(ValueLayout.JAVA_BYTE));
  }
}
