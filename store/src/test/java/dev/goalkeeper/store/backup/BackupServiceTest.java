package dev.goalkeeper.store.backup;

import static dev.goalkeeper.store.wire.WriteReplica.Step.CLOSE;
import static dev.goalkeeper.store.wire.WriteReplica.Step.EXTEND;
import static dev.goalkeeper.store.wire.WriteReplica.Step.OPEN;
import static dev.goalkeeper.store.wire.WriteReplica.Step.OPEN_REPLACEMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.MappedDisk;
import dev.goalkeeper.store.storage.StoreIdentity;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.FreeReplica;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.WriteReplica;
import dev.goalkeeper.store.wire.WriteReplica.Step;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupServiceTest {
  private static final ServerId MASTER = ServerId.of(3, 1);
  private static final ServerId UNKNOWN = ServerId.of(4, 1);
  private static final int SEGMENT_BYTES = 16 << 10;
  private static final long EIGHT_FRAMES = 8L * (SEGMENT_BYTES + 8192);

  @TempDir
  private Path directory;

  private final SimulatedWorld world = World.simulated(1);
  private final Pool pool = Pool.named("backup").world(world).failStop(thrown -> {
    throw new AssertionError(thrown);
  }).build();
  private final SegmentMemory memory = new SegmentMemory(SEGMENT_BYTES, 4L * SEGMENT_BYTES);
  private final Log log = new Log(MASTER, memory, new Unobserved());
  private FrameStore store;
  private BackupService backup;

  @BeforeEach
  void openDirectory() {
    store = openStore();
    backup = serve();
    append("first");
  }

  @AfterEach
  void closeDirectory() {
    store.close();
    memory.close();
  }

  @Test
  void openExtendAndCloseArePublishedWithTheirCertificates() {
    open(1);
    assertEquals(published(opening(), 0, false, true), onDisk());
    extend(1);
    assertEquals(published(log.head().certificate(), 0, false, true), onDisk());
    append("second");
    done(write(1, CLOSE, opening().length(), log.head().length()));
    assertEquals(published(log.head().certificate(), 0, true, true), onDisk());
    assertEquals(-1, log.head().bytes(0, log.head().length())
        .mismatch(frame().bytes().asSlice(0, log.head().length())));
    assertEquals(new BackupStatus(8, 7, 0, 1, 0, 0), backup.status());
  }

  @Test
  void lateDuplicatesMoveNothingBack() {
    WriteReplica opened = write(1, OPEN, 0, opening().length());
    done(opened);
    WriteReplica first = write(1, EXTEND, opening().length(), log.head().length());
    append("second");
    WriteReplica whole = withEpoch(write(1, CLOSE, 0, log.head().length()), 2);
    done(withEpoch(first, 2));
    done(first);
    done(opened);
    assertEquals(published(first.certificate(), 2, false, true), onDisk());
    done(whole);
    done(whole);
    done(first);
    done(opened);
    assertEquals(published(whole.certificate(), 2, true, true), onDisk());
  }

  @Test
  void closedReplicaDoesNotGrow() {
    open(1);
    done(write(1, CLOSE, 0, log.head().length()));
    append("second");
    refused(Refusal.NOT_OPEN, write(1, EXTEND, 0, log.head().length()));
  }

  @Test
  void gapIsRefused() {
    open(1);
    refused(Refusal.NOT_OPEN, write(1, EXTEND, opening().length() + 1, log.head().length()));
    assertEquals(published(opening(), 0, false, true), onDisk());
  }

  @Test
  void wrongCertificateAdvancesNothing() {
    open(1);
    WriteReplica good = write(1, EXTEND, opening().length(), log.head().length());
    Certificate wrong =
        new Certificate(good.certificate().length(), good.certificate().checksum() + 1);
    refused(Refusal.BAD_CERTIFICATE, certified(good, wrong));
    assertEquals(published(opening(), 0, false, true), onDisk());
    done(good);
    refused(Refusal.BAD_CERTIFICATE, certified(good, wrong));
  }

  @Test
  void damagedBytesAreRefusedAndCanBeSentAgain() {
    open(1);
    WriteReplica good = write(1, EXTEND, opening().length(), log.head().length());
    byte[] bytes = good.data().toArray(ValueLayout.JAVA_BYTE);
    bytes[bytes.length - 1]++;
    WriteReplica damaged = new WriteReplica(good.replica(), EXTEND, 0, good.offset(),
        MemorySegment.ofArray(bytes), good.certificate());
    refused(Refusal.BAD_CERTIFICATE, damaged);
    done(good);
    refused(Refusal.BAD_CERTIFICATE, damaged);
    assertEquals(published(log.head().certificate(), 0, false, true), onDisk());
  }

  @Test
  void failedOpeningLeavesNoFrameBehind() {
    WriteReplica opened = write(1, OPEN, 0, opening().length());
    refused(Refusal.BAD_CERTIFICATE,
        certified(opened, new Certificate(opening().length(), opening().checksum() + 1)));
    assertEquals(new BackupStatus(8, 8, 0, 0, 0, 0), backup.status());
    assertEquals(List.of(), store.used());
  }

  @Test
  void replacementIsInvisibleUntilItsFirstCertificate() {
    int half = opening().length();
    done(certified(write(1, OPEN_REPLACEMENT, 0, half), Certificate.NONE));
    assertEquals(published(Certificate.NONE, 0, false, false), onDisk());
    assertEquals(new BackupStatus(8, 7, 0, 0, 1, 0), backup.status());
    done(withEpoch(certified(write(1, EXTEND, half, half + 5), Certificate.NONE), 3));
    assertEquals(published(Certificate.NONE, 3, false, false), onDisk());
    done(write(1, EXTEND, half + 5, log.head().length()));
    assertEquals(published(log.head().certificate(), 3, false, true), onDisk());
  }

  @Test
  void lateOpenAfterFreeIsRefused() {
    open(2);
    done(new FreeReplica(replica(2)));
    done(new FreeReplica(replica(2)));
    assertEquals(new BackupStatus(8, 8, 0, 0, 0, 0), backup.status());
    refused(Refusal.STALE_REPLICA, write(2, OPEN, 0, opening().length()));
    refused(Refusal.STALE_REPLICA, write(1, OPEN, 0, opening().length()));
    open(3);
  }

  @Test
  void freeOfAnOlderGenerationLeavesTheNewerAlone() {
    open(2);
    done(new FreeReplica(replica(1)));
    extend(2);
  }

  @Test
  void newerGenerationTakesThePlaceOfTheOlder() {
    open(1);
    extend(1);
    open(2);
    assertEquals(new BackupStatus(8, 7, 1, 0, 0, 0), backup.status());
    assertEquals(replica(2), onDisk().replica());
    refused(Refusal.STALE_REPLICA, write(1, EXTEND, 0, log.head().length()));
  }

  @Test
  void extendWithoutOpenIsRefused() {
    refused(Refusal.NOT_OPEN, write(1, EXTEND, 0, log.head().length()));
  }

  @Test
  void masterThatIsNotUpIsRefused() {
    ReplicaId stranger = new ReplicaId(UNKNOWN, log.head().id(), 1);
    WriteReplica opened = write(1, OPEN, 0, opening().length());
    refused(Refusal.UNKNOWN_SENDER, new WriteReplica(
        stranger, OPEN, 0, 0, opened.data(), opened.certificate()));
    refusal(Refusal.UNKNOWN_SENDER, backup.free(new FreeReplica(stranger)));
  }

  @Test
  void fullDiskIsRefusedForGoodForThatReplicaAndAFreedFrameIsUsedAgain() {
    List<Frame> taken = Stream.generate(() -> store.allocate().orElseThrow()).limit(8).toList();
    refused(Refusal.NO_SPACE, write(1, OPEN, 0, opening().length()));
    store.release(taken.getFirst());
    refused(Refusal.STALE_REPLICA, write(1, OPEN, 0, opening().length()));
    open(2);
  }

  @Test
  void anOpeningWaitsForAFileThatIsBeingMadeAndOtherWritesDoNot() {
    Queue<Runnable> making = serveFromAStoreThatGrowsElsewhere();
    byte[] bytes = log.head().bytes(0, opening().length()).toArray(ValueLayout.JAVA_BYTE);
    List<Message> answers = send(
        new WriteReplica(replica(2), OPEN, 0, 0, MemorySegment.ofArray(bytes), opening()));
    Arrays.fill(bytes, (byte) 0);
    assertEquals(List.of(), answers);
    extend(1);
    making.remove().run();
    world.run(Duration.ofMillis(20));
    assertEquals(List.of(new Done()), answers);
    extend(2);
  }

  @Test
  void whatWasFreedWhileItsOpeningWaitedStaysFreed() {
    Queue<Runnable> making = serveFromAStoreThatGrowsElsewhere();
    List<Message> answers = send(write(2, OPEN, 0, opening().length()));
    done(new FreeReplica(replica(2)));
    making.remove().run();
    world.run(Duration.ofMillis(20));
    refusal(Refusal.STALE_REPLICA, (Reply.ToCommand) answers.getFirst());
  }

  @Test
  void restartAdoptsReplicasAndGoesOn() {
    open(1);
    extend(1);
    store.close();
    store = openStore();
    backup = serve();
    assertEquals(new BackupStatus(8, 7, 1, 0, 0, 1), backup.status());
    int before = log.head().length();
    append("second");
    done(write(1, EXTEND, before, log.head().length()));
    assertEquals(published(log.head().certificate(), 0, false, true), onDisk());
    done(new FreeReplica(replica(1)));
    assertEquals(new BackupStatus(8, 8, 0, 0, 0, 0), backup.status());
  }

  @Test
  void onlySoManyFreedSegmentsAreRemembered() {
    FreedGenerations freed = new FreedGenerations();
    for (int segment = 1; segment <= FreedGenerations.SEGMENTS_MAX + 1; segment++) {
      freed.add(new ReplicaId(MASTER, new SegmentId(segment), 1));
    }
    assertEquals(false, freed.covers(new ReplicaId(MASTER, new SegmentId(1), 1)));
    assertEquals(true, freed.covers(new ReplicaId(MASTER, new SegmentId(2), 1)));
  }

  private FrameStore openStore() {
    return FrameStore.open(
        MappedDisk.open(directory), new StoreIdentity("test", SEGMENT_BYTES), EIGHT_FRAMES);
  }

  @Test
  void replacementsLeaveFramesToHeadsWhileMoreAreBeingMade() {
    Queue<Runnable> making = serveFromAStoreThatGrowsElsewhere(WaitingOpenings.SPARE_FRAMES);
    List<Message> answers =
        send(certified(write(2, OPEN_REPLACEMENT, 0, 0), Certificate.NONE));
    assertEquals(List.of(), answers);
    open(3);
    making.remove().run();
    world.run(Duration.ofMillis(20));
    refusal(Refusal.STALE_REPLICA, (Reply.ToCommand) answers.getFirst());
  }

  /// Replica 1 is open, all other frames are taken, and what makes the next ones is returned.
  private Queue<Runnable> serveFromAStoreThatGrowsElsewhere() {
    return serveFromAStoreThatGrowsElsewhere(0);
  }

  private Queue<Runnable> serveFromAStoreThatGrowsElsewhere(int framesLeft) {
    var making = new ArrayDeque<Runnable>();
    store.close();
    store = FrameStore.open(MappedDisk.open(directory),
        new StoreIdentity("test", SEGMENT_BYTES), 2 * EIGHT_FRAMES, making::add);
    backup = serve();
    making.remove().run();
    open(1);
    for (int taken = 1 + framesLeft; taken < FrameStore.FRAMES_PER_FILE; taken++) {
      var _ = store.allocate().orElseThrow();
    }
    return making;
  }

  private BackupService serve() {
    return new BackupService(pool, KeptFrames.read(store), MASTER::equals, Mode.BUFFERED);
  }

  private void append(String key) {
    MemorySegment bytes = MemorySegment.ofArray(Bytes.utf8(key).array());
    log.reserve(Log.objectBytes(bytes.byteSize(), bytes.byteSize()));
    log.appendObject(new TableId(1), 1, bytes, bytes);
  }

  private Certificate opening() {
    return log.head().opening();
  }

  private ReplicaId replica(int generation) {
    return new ReplicaId(MASTER, log.head().id(), generation);
  }

  private void open(int generation) {
    done(write(generation, OPEN, 0, opening().length()));
  }

  private void extend(int generation) {
    done(write(generation, EXTEND, opening().length(), log.head().length()));
  }

  /// Bytes of the head, certified as far as an opening or all that is appended ends there.
  private WriteReplica write(int generation, Step step, int from, int to) {
    LogSegment head = log.head();
    Certificate certificate = to == head.length() ? head.certificate()
        : to == opening().length() ? opening() : Certificate.NONE;
    return new WriteReplica(
        replica(generation), step, 0, from, head.bytes(from, to), certificate);
  }

  private static WriteReplica certified(WriteReplica write, Certificate certificate) {
    return new WriteReplica(write.replica(), write.step(), write.epoch(), write.offset(),
        write.data(), certificate);
  }

  private static WriteReplica withEpoch(WriteReplica write, int epoch) {
    return new WriteReplica(write.replica(), write.step(), epoch, write.offset(), write.data(),
        write.certificate());
  }

  private void done(WriteReplica write) {
    assertEquals(new Done(), answer(write));
  }

  private Reply.ToCommand answer(WriteReplica write) {
    return (Reply.ToCommand) send(write).getFirst();
  }

  private List<Message> send(WriteReplica write) {
    List<Message> answers = new ArrayList<>();
    pool.event("write", () -> backup.write(write, answers::add));
    world.run(Duration.ofMillis(20));
    return answers;
  }

  private void done(FreeReplica free) {
    assertEquals(new Done(), backup.free(free));
  }

  private void refused(Refusal reason, WriteReplica write) {
    refusal(reason, answer(write));
  }

  private static void refusal(Refusal reason, Reply.ToCommand reply) {
    assertEquals(reason, assertInstanceOf(Refused.class, reply).reason());
  }

  private Frame frame() {
    return store.used().getFirst();
  }

  private FrameMetadata onDisk() {
    return frame().metadata().orElseThrow();
  }

  private FrameMetadata published(
      Certificate certificate, int epoch, boolean closed, boolean complete) {
    return new FrameMetadata(replica(1), epoch, certificate, closed, complete);
  }
}
