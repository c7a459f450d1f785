package dev.goalkeeper.store.backup;

import static dev.goalkeeper.store.wire.WriteReplica.Step.CLOSE;
import static dev.goalkeeper.store.wire.WriteReplica.Step.EXTEND;
import static dev.goalkeeper.store.wire.WriteReplica.Step.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameClaim;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.RamDisk;
import dev.goalkeeper.store.storage.StoreIdentity;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.FreeReplica;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.WriteReplica;
import dev.goalkeeper.store.wire.WriteReplica.Step;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// FileSync by its rows: answers of a synced backup wait for their force, and share it.
class GroupCommitTest {
  private static final int SEGMENT_BYTES = 16 << 10;
  private static final ServerId MASTER = ServerId.of(3, 1);
  private static final String FILE = "frames-000000.gk";
  private static final Duration FORCED = Duration.ofMillis(20);

  private final SimulatedWorld world = World.simulated(1);
  private final Pool pool = Pool.named("backup").world(world).failStop(thrown -> {
    throw new AssertionError(thrown);
  }).build();
  private final SegmentMemory memory = new SegmentMemory(SEGMENT_BYTES, 4L * SEGMENT_BYTES);
  private final Log log = new Log(MASTER, memory, new Unobserved());
  private final RamDisk disk = new RamDisk();
  private final FrameStore store =
      FrameStore.open(disk, new StoreIdentity("test", SEGMENT_BYTES), 16L * (SEGMENT_BYTES + 8192));
  private final List<Message> answers = new ArrayList<>();
  private BackupService backup;

  @BeforeEach
  void append() {
    append("first");
    serve(Mode.SYNCED);
  }

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void y1Y2AnswerWaitsUntilItsBytesAreOnTheDisk() {
    send(write(1, OPEN));
    assertThat(answers).isEmpty();
    assertThat(disk.forces(FILE)).isZero();
    world.run(FORCED);
    assertThat(answers).containsExactly(new Done());
    assertThat(disk.forces(FILE)).isEqualTo(1);
  }

  @Test
  void whatComesDuringAForceSharesTheNext() {
    send(write(1, OPEN));
    step();
    for (int i = 0; i < 10; i++) {
      append("more " + i);
      send(write(1, EXTEND));
    }
    assertThat(answers).isEmpty();
    world.run(FORCED);
    assertThat(answers).hasSize(11).containsOnly(new Done());
    assertThat(disk.forces(FILE)).isEqualTo(2);
  }

  @Test
  void onlyOneBlockIsAheadOfTheDiskAtAnyTime() {
    send(write(1, OPEN));
    world.run(FORCED);
    FrameClaim onDisk = frame().claims().getFirst();
    append("second");
    send(write(1, EXTEND));
    step();
    append("third");
    send(write(1, EXTEND));
    assertThat(frame().claims()).as("the third waits for the second's force")
        .hasSize(2).element(1).isEqualTo(onDisk);
    world.run(FORCED);
    assertThat(frame().claims().getFirst().metadata().certificate())
        .isEqualTo(log.head().certificate());
    assertThat(frame().claims()).allMatch(FrameClaim::reaches);
  }

  @Test
  void closeIsSaidInTheSecondBlockOnceTheFirstIsOnTheDisk() {
    send(write(1, OPEN));
    world.run(FORCED);
    send(write(1, CLOSE));
    step();
    assertThat(frame().claims()).extracting(claim -> claim.metadata().closed())
        .containsExactly(true, false);
    world.run(FORCED);
    assertThat(frame().claims()).extracting(claim -> claim.metadata().closed())
        .containsExactly(true, true);
    assertThat(disk.forces(FILE)).isEqualTo(3);
    send(write(1, CLOSE));
    assertThat(answers).as("what is on the disk is not forced again").hasSize(3);
  }

  @Test
  void y3FailedForceAcknowledgesNothingInItsFileEverAgain() {
    send(write(1, OPEN));
    world.run(FORCED);
    disk.breaks(true);
    append("second");
    send(write(1, EXTEND));
    step();
    append("third");
    send(write(1, EXTEND));
    var fired = new ArrayList<String>();
    world.watch((task, row) -> fired.add(row.name()));
    world.run(FORCED);
    assertThat(fired).as("it is not forced again").containsExactly("Y3");
    assertThat(answers.subList(1, 3)).allMatch(GroupCommitTest::diskFailed);
    assertThat(backup.condemned()).containsExactly(FILE);
    disk.breaks(false);
    send(write(1, EXTEND));
    assertThat(answers.getLast()).as("also once the disk works again")
        .matches(GroupCommitTest::diskFailed);
    send(write(2, OPEN));
    world.run(FORCED);
    assertThat(answers.getLast()).isEqualTo(new Done());
    assertThat(store.used()).extracting(Frame::file).as("what was acknowledged is kept")
        .containsExactly(FILE, "frames-000001.gk");
    assertThat(store.free()).isEqualTo(7);
  }

  @Test
  void bufferedBackupKeepsWhatItAnsweredAndRefusesWhatFollows() {
    serve(Mode.BUFFERED);
    WriteReplica first = write(1, CLOSE);
    send(write(1, OPEN));
    append("x".repeat(SEGMENT_BYTES / 3));
    append("y".repeat(SEGMENT_BYTES / 3));
    send(write(1, OPEN));
    disk.breaks(true);
    send(first);
    assertThat(answers).as("a buffered backup answers before it forces")
        .hasSize(3).containsOnly(new Done());
    world.run(FORCED);
    assertThat(backup.condemned()).containsExactly(FILE);
    send(first);
    assertThat(answers.getLast()).as("what is closed was acknowledged").isEqualTo(new Done());
    send(write(1, EXTEND));
    assertThat(answers.getLast()).as("the other in that file").matches(GroupCommitTest::diskFailed);
  }

  @Test
  void frameThatIsFreedWhileItIsForcedIsNotWrittenAgain() {
    send(write(1, OPEN));
    world.run(FORCED);
    send(write(1, EXTEND));
    step();
    append("second");
    send(write(1, EXTEND));
    pool.event("free", () -> answers.add(backup.free(new FreeReplica(replica(1)))));
    world.run(FORCED);
    assertThat(store.used()).isEmpty();
    assertThat(answers.subList(2, 4)).allSatisfy(answer -> assertThat(answer)
        .isInstanceOfSatisfying(Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Refusal.STALE_REPLICA)));
  }

  @Test
  void bufferedBackupForcesNothingButWhatIsClosed() {
    serve(Mode.BUFFERED);
    send(write(1, OPEN));
    append("second");
    send(write(1, EXTEND));
    world.run(FORCED);
    assertThat(answers).hasSize(2).containsOnly(new Done());
    assertThat(disk.forces(FILE)).isZero();
    send(write(1, CLOSE));
    world.run(FORCED);
    assertThat(disk.forces(FILE)).isEqualTo(2);
    assertThat(frame().claims()).extracting(claim -> claim.metadata().closed())
        .containsExactly(true, true);
  }

  /// Its server died before the first block was known to be on the disk.
  @Test
  void adoptedClosedReplicaIsForcedAndSealed() {
    LogSegment head = log.head();
    Frame frame = store.allocate().orElseThrow();
    frame.write(0, head.bytes(0, head.length()));
    frame.publish(new FrameMetadata(replica(1), 0, head.opening(), false, true));
    frame.publish(new FrameMetadata(replica(1), 0, head.certificate(), true, true));
    serve(Mode.SYNCED);
    send(write(1, CLOSE));
    assertThat(answers).as("it is not known to be on the disk").isEmpty();
    world.run(FORCED);
    assertThat(answers).containsExactly(new Done());
    assertThat(frame.claims()).extracting(claim -> claim.metadata().closed())
        .containsExactly(true, true);
    assertThat(disk.forces(FILE)).as("one before the second block is written, one after")
        .isEqualTo(2);
    serve(Mode.SYNCED);
    world.run(FORCED);
    assertThat(disk.forces(FILE)).as("what is sealed is not forced again").isEqualTo(2);
  }

  private void serve(Mode mode) {
    backup = new BackupService(pool, KeptFrames.read(store), MASTER::equals, mode);
  }

  private void send(WriteReplica write) {
    pool.event("write", () -> backup.write(write, answers::add));
  }

  /// Lets the rules start a force, and not end it.
  private void step() {
    world.step();
  }

  private static boolean diskFailed(Message answer) {
    return answer instanceof Refused refused && refused.reason() == Refusal.DISK_FAILED;
  }

  private Frame frame() {
    return store.used().getFirst();
  }

  private void append(String key) {
    append(Bytes.utf8(key));
  }

  private void append(Bytes key) {
    MemorySegment bytes = MemorySegment.ofArray(key.array());
    log.reserve(Log.objectBytes(bytes.byteSize(), bytes.byteSize()));
    log.appendObject(new TableId(1), 1, bytes, bytes);
  }

  private ReplicaId replica(int generation) {
    return new ReplicaId(MASTER, log.head().id(), generation);
  }

  private WriteReplica write(int generation, Step step) {
    LogSegment head = log.head();
    int to = step == OPEN ? head.opening().length() : head.length();
    return new WriteReplica(replica(generation), step, 0, 0, head.bytes(0, to),
        step == OPEN ? head.opening() : head.certificate());
  }
}
