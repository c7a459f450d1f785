package dev.goalkeeper.store.backup;

import static dev.goalkeeper.store.wire.WriteReplica.Step.CLOSE;
import static dev.goalkeeper.store.wire.WriteReplica.Step.EXTEND;
import static dev.goalkeeper.store.wire.WriteReplica.Step.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.log.EntryParcel;
import dev.goalkeeper.store.log.EntryType;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.MappedDisk;
import dev.goalkeeper.store.storage.StoreIdentity;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.transport.TestNetwork;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Entries;
import dev.goalkeeper.store.wire.FetchEntries;
import dev.goalkeeper.store.wire.Inventory;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.TakeInventory;
import dev.goalkeeper.store.wire.WriteReplica;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a backup does for the recovery of a master that has crashed.
class DeadLogTest {
  private static final ServerId MASTER = ServerId.of(1, 1);
  private static final ServerId SELF = ServerId.of(2, 1);
  private static final TableId TABLE = new TableId(1);
  private static final int SEGMENT_BYTES = 1 << 20;
  private static final LostTablet ALL =
      new LostTablet(TABLE, Tablet.HASH_FIRST, Tablet.HASH_LAST, SegmentId.NONE, 0);

  @TempDir private Path directory;

  private final SimulatedWorld world = World.simulated(1);
  private final Pool pool = Pool.named("backup").world(world).failStop(thrown -> {
    throw new AssertionError(thrown);
  }).build();
  private final SegmentMemory memory = new SegmentMemory(SEGMENT_BYTES, 4L * SEGMENT_BYTES);
  private final Log log = new Log(MASTER, memory, new Unobserved());
  private final Members members = new Members(pool, address -> {});
  private int floors;
  private FrameStore store;
  private BackupService backup;

  @BeforeEach
  void keepTwoSegments() {
    store = FrameStore.open(MappedDisk.open(directory),
        new StoreIdentity("test", SEGMENT_BYTES), 16L * (SEGMENT_BYTES + 8192));
    backup = new BackupService(pool, KeptFrames.read(store), MASTER::equals, Mode.BUFFERED);
    list(1, Member.Status.UP);
    for (int i = 0; i < 4_000; i++) {
      append(i);
    }
    log.roll();
    append(4_000);
    LogSegment first = log.segment(new SegmentId(1));
    assertThat(write(first, OPEN)).isEqualTo(new Done());
    assertThat(write(first, CLOSE)).isEqualTo(new Done());
    assertThat(write(log.head(), OPEN)).isEqualTo(new Done());
    assertThat(write(log.head(), EXTEND)).isEqualTo(new Done());
  }

  @AfterEach
  void closeDirectory() {
    store.close();
    memory.close();
  }

  @Test
  void inventoryListsWhatIsCertifiedAndSealsTheLog() {
    assertThat(backup.takeInventory(new TakeInventory(MASTER, 1))).isEqualTo(
        new Inventory(List.of(
            new Inventory.Held(new SegmentId(1), 1, 0,
                log.segment(new SegmentId(1)).length(), true, List.of()),
            new Inventory.Held(new SegmentId(2), 1, 0, log.head().length(), false,
                List.of(new SegmentId(1), new SegmentId(2))))));

    append(4_001);
    assertThat(write(log.head(), EXTEND)).isInstanceOfSatisfying(Refused.class,
        refused -> assertThat(refused.reason()).isEqualTo(Refusal.UNKNOWN_SENDER));
    assertThat(backup.takeInventory(new TakeInventory(SELF, 2)))
        .isEqualTo(new Inventory(List.of()));
  }

  @Test
  void entriesComeInPiecesAndAllOfThem() {
    List<String> keys = new ArrayList<>();
    int pieces = fetch(1, ALL, keys);
    fetch(2, ALL, keys);

    assertThat(pieces).isGreaterThan(1);
    assertThat(keys).hasSize(4_001).doesNotHaveDuplicates();
  }

  @Test
  void onlyWhatBelongsToTheTabletsIsSent() {
    var half = new LostTablet(TABLE, 0, Long.MAX_VALUE, SegmentId.NONE, 0);
    List<String> keys = new ArrayList<>();
    fetch(1, half, keys);
    assertThat(keys).hasSizeBetween(1_000, 3_000)
        .allMatch(key -> half.contains(KeyHash.of(Bytes.utf8(key).memory())));

    keys.clear();
    fetch(1, new LostTablet(new TableId(2), 0, -1, SegmentId.NONE, 0), keys);
    fetch(1, new LostTablet(TABLE, 0, -1, new SegmentId(2), 0), keys);
    assertThat(keys).isEmpty();
    assertThat(floors).as("version floors, which whoever asks has to know").isEqualTo(3);

    int last = log.segment(new SegmentId(1)).length() - 1;
    fetch(1, new LostTablet(TABLE, 0, -1, new SegmentId(1), last), keys);
    assertThat(keys).isEmpty();
  }

  @Test
  void replicaThatIsNotHereOrNotSoundThereIsRefused() {
    var other = new ReplicaId(MASTER, new SegmentId(1), 2);
    assertThat(backup.fetch(new FetchEntries(other, 0, List.of(ALL))))
        .isInstanceOfSatisfying(Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Refusal.NOT_OPEN));
    assertThat(backup.fetch(new FetchEntries(replica(1), 77, List.of(ALL))))
        .isInstanceOfSatisfying(Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Refusal.BAD_CERTIFICATE));
  }

  @Test
  void ruleB1FreesTheFramesOfWhoHasLeftAndOfNobodyElse() {
    var garbage = new Garbage(backup, members, new TestNetwork(world), SELF);
    pool.add(garbage);
    world.run(Duration.ofSeconds(1));
    int free = backup.status().framesFree();
    list(2, Member.Status.CRASHED);
    world.run(Duration.ofSeconds(1));
    assertThat(backup.status().framesFree()).isEqualTo(free);

    pool.event("list", () -> members.apply(new Membership(3, List.of(member(SELF, true)))));
    assertThat(garbage.count()).isEqualTo(2);
    world.run(Duration.ofSeconds(1));
    assertThat(backup.status().framesFree()).isEqualTo(free + 2);
    assertThat(garbage.count()).isZero();
  }

  /// Counts version floors apart.
  private int fetch(long segment, LostTablet tablet, List<String> keys) {
    int offset = 0;
    int pieces = 0;
    boolean last = false;
    while (!last) {
      Entries entries =
          (Entries) backup.fetch(new FetchEntries(replica(segment), offset, List.of(tablet)));
      var parcel = new EntryParcel(entries.bytes(), MASTER, new SegmentId(segment));
      while (parcel.next()) {
        if (parcel.entry().type() == EntryType.VERSION_FLOOR) {
          floors++;
        } else {
          keys.add(Bytes.of(parcel.entry().key().toArray(ValueLayout.JAVA_BYTE)).text());
        }
      }
      assertThat(parcel.damaged()).isFalse();
      assertThat(entries.next()).isGreaterThan(offset);
      offset = entries.next();
      last = entries.last();
      pieces++;
    }
    return pieces;
  }

  private void list(long version, Member.Status master) {
    pool.event("list", () -> members.apply(new Membership(version,
        List.of(member(MASTER, master == Member.Status.UP), member(SELF, true)))));
  }

  private static Member member(ServerId id, boolean up) {
    return new Member(id, new Address("host-" + id.index(), 1), "",
        0, up ? Member.Status.UP : Member.Status.CRASHED);
  }

  private void append(int i) {
    MemorySegment bytes = Bytes.utf8("key number " + i + " ".repeat(40)).memory();
    log.reserve(Log.objectBytes(bytes.byteSize(), bytes.byteSize()));
    log.appendObject(TABLE, 1, bytes, bytes);
  }

  private Message write(LogSegment segment, WriteReplica.Step step) {
    Certificate certificate = step == OPEN ? segment.opening() : segment.certificate();
    List<Message> answers = new ArrayList<>();
    pool.event("write", () -> backup.write(new WriteReplica(replica(segment.id().value()), step,
        0, 0, segment.bytes(0, certificate.length()), certificate), answers::add));
    world.run(Duration.ofMillis(20));
    return answers.getFirst();
  }

  private static ReplicaId replica(long segment) {
    return new ReplicaId(MASTER, new SegmentId(segment), 1);
  }
}
