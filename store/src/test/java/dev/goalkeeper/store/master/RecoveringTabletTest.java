package dev.goalkeeper.store.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.EntryParcel;
import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.EntryType;
import dev.goalkeeper.store.log.EntryWalker;
import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.Versions;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Entries are replayed in any order, and more than once; then all is as the dead master knew it.
class RecoveringTabletTest {
  private static final TableId TABLE = new TableId(1);
  private static final LostTablet ALL =
      new LostTablet(TABLE, Tablet.HASH_FIRST, Tablet.HASH_LAST, SegmentId.NONE, 0);
  private static final int SEGMENT_BYTES = 16 << 10;
  private static final int KEYS = 20;

  private final List<SegmentMemory> memories = new ArrayList<>();

  /// One entry as it is on its way.
  private record Sent(Bytes parcel, ServerId master, SegmentId segment) {}

  /// What is known of each key.
  ///
  /// @param version of the object, or of the last one that was removed
  private record Known(boolean present, long version, Bytes value) {}

  @AfterEach
  void freeMemory() {
    memories.forEach(SegmentMemory::close);
  }

  @Test
  void whateverTheOrderEachKeyIsAsItWas() {
    for (int seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      Log dead = log(1);
      Map<Bytes, Known> known = write(dead, random);
      Log heir = log(2);
      check(replay(sent(dead), heir, random), heir, known, seed);
      Log heirOfTheHeir = log(3);
      check(replay(sent(heir), heirOfTheHeir, random), heirOfTheHeir, known, seed);
    }
  }

  @Test
  void memoryThatIsFullIsSaidAndNotMade() {
    Log dead = log(1);
    write(dead, new Random(1));
    Log small = log(2, 2 * SEGMENT_BYTES);
    RecoveringTablet tablet = tablet(small);
    List<Room> rooms = new ArrayList<>();
    for (Sent each : sent(dead)) {
      rooms.add(take(tablet, each));
    }
    assertThat(rooms).contains(Room.OUT_OF_MEMORY);
  }

  @Test
  void parcelThatWasDamagedOrIsOfAnotherSegmentIsNotRead() {
    Log dead = log(1);
    write(dead, new Random(1));
    Sent sound = sent(dead).getFirst();
    byte[] bytes = sound.parcel().array().clone();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      var parcel = new EntryParcel(Bytes.of(bytes), sound.master(), sound.segment());
      boolean read = parcel.next();
      assertThat(read).as("with byte %d flipped", i).isFalse();
      assertThat(parcel.damaged()).isTrue();
      bytes[i] ^= 1;
    }
    var elsewhere =
        new EntryParcel(sound.parcel(), sound.master(), sound.segment().next());
    assertThat(elsewhere.next()).isFalse();
  }

  /// Writes and removes as a master does: what is displaced gets its tombstone.
  private static Map<Bytes, Known> write(Log log, Random random) {
    Map<Bytes, Known> known = new HashMap<>();
    Map<Bytes, SegmentId> where = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      Bytes key = Bytes.utf8("key " + random.nextInt(KEYS));
      Known before = known.getOrDefault(key, new Known(false, 0, Bytes.EMPTY));
      assertThat(log.reserve(2_000)).isEqualTo(Room.READY);
      if (before.present()) {
        log.appendTombstone(TABLE, before.version(), key.memory(),
            where.getOrDefault(key, SegmentId.NONE));
      }
      if (before.present() && random.nextInt(3) == 0) {
        known.put(key, new Known(false, before.version(), Bytes.EMPTY));
      } else {
        Bytes value = Bytes.utf8("x".repeat(random.nextInt(300)) + i);
        long reference =
            log.appendObject(TABLE, before.version() + 1, key.memory(), value.memory());
        where.put(key, EntryReference.segment(reference));
        known.put(key, new Known(true, before.version() + 1, value));
      }
    }
    return known;
  }

  private static List<Sent> sent(Log log) {
    List<Sent> all = new ArrayList<>();
    for (LogSegment segment : log.segments()) {
      MemorySegment bytes = segment.bytes(0, segment.length());
      var walker = new EntryWalker(bytes, segment.master(), segment.id());
      while (walker.next(segment.length())) {
        EntryType type = walker.entry().type();
        if (type != EntryType.SEGMENT_HEADER && type != EntryType.DIGEST) {
          var packing = new EntryParcel.Packing(SEGMENT_BYTES);
          assertThat(packing.add(walker.entry(), segment.id())).isTrue();
          all.add(new Sent(packing.bytes(), segment.master(), segment.id()));
        }
      }
    }
    return all;
  }

  private TabletObjects replay(List<Sent> sent, Log log, Random random) {
    List<Sent> order = new ArrayList<>(sent);
    order.addAll(sent.subList(0, sent.size() / 4));
    Collections.shuffle(order, random);
    RecoveringTablet tablet = tablet(log);
    order.forEach(each -> assertThat(take(tablet, each)).isEqualTo(Room.READY));
    tablet.bury();
    log.raiseVersions(tablet.floor());
    log.appendVersionFloor();
    return tablet.finish();
  }

  private RecoveringTablet tablet(Log log) {
    SegmentMemory pages = HashIndex.pages(1 << 20);
    memories.add(pages);
    return new RecoveringTablet(ALL, new Space(log, () -> 1),
        new TabletObjects(TABLE, log, LogPosition.START, pages));
  }

  private static Room take(RecoveringTablet tablet, Sent sent) {
    var parcel = new EntryParcel(sent.parcel(), sent.master(), sent.segment());
    assertThat(parcel.next()).isTrue();
    if (parcel.entry().type() == EntryType.VERSION_FLOOR) {
      tablet.raiseFloor(parcel.entry().versionFloor());
      return Room.READY;
    }
    long hash = KeyHash.of(parcel.entry().key());
    return parcel.entry().type() == EntryType.OBJECT
        ? tablet.object(parcel.entry(), hash) : tablet.tombstone(parcel.entry(), hash);
  }

  private static void check(
      TabletObjects objects, Log log, Map<Bytes, Known> known, int seed) {
    known.forEach((key, state) -> {
      long reference = objects.find(KeyHash.of(key.memory()), key.memory());
      boolean present = reference != EntryReference.NONE;
      assertThat(present).as("seed %d, %s", seed, key).isEqualTo(state.present());
      if (present) {
        assertThat(objects.version(reference)).isEqualTo(state.version());
        assertThat(log.entry(reference).value().toArray(ValueLayout.JAVA_BYTE))
            .isEqualTo(state.value().array());
      } else {
        assertThat(objects.nextVersion(reference)).as("seed %d, %s, which was removed", seed, key)
            .isGreaterThan(Math.max(state.version(), Versions.FIRST - 1));
      }
    });
    assertThat(objects.count()).isEqualTo(known.values().stream().filter(Known::present).count());
  }

  private Log log(int server) {
    return log(server, 64 * SEGMENT_BYTES);
  }

  private Log log(int server, int bytes) {
    var memory = new SegmentMemory(SEGMENT_BYTES, bytes);
    memories.add(memory);
    return new Log(ServerId.of(server, 1), memory, new Unobserved());
  }
}
