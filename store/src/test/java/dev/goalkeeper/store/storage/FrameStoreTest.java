package dev.goalkeeper.store.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameStoreTest {
  private static final int SEGMENT_BYTES = 16 << 10;
  private static final StoreIdentity IDENTITY = new StoreIdentity("test", SEGMENT_BYTES);
  private static final long FILE_BYTES = 8 * Frame.stride(SEGMENT_BYTES);
  private static final long LIMIT = 2 * FILE_BYTES + FILE_BYTES / 2;
  private static final long SUPERBLOCK_BYTES = 8192;
  private static final String FIRST_FILE = "frames-000000.gk";
  private static final String SECOND_FILE = "frames-000001.gk";

  @TempDir private Path directory;
  private FrameStore store;

  @BeforeEach
  void open() {
    store = FrameStore.open(MappedDisk.open(directory), IDENTITY, LIMIT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void framesComeEightAtATimeUpToTheLimit() {
    assertThat(store.total()).isEqualTo(16);
    assertThat(store.free()).isEqualTo(16);
    assertThat(directory.resolve(FIRST_FILE)).doesNotExist();
    List<Frame> frames = allocate(8);
    assertThat(directory.resolve(FIRST_FILE)).hasSize(FILE_BYTES);
    assertThat(directory.resolve(SECOND_FILE)).doesNotExist();
    frames.addAll(allocate(8));
    assertThat(frames).doesNotHaveDuplicates();
    assertThat(store.free()).isZero();
    assertThat(store.allocate()).isEmpty();
    store.release(frames.get(3));
    assertThat(store.allocate()).containsSame(frames.get(3));
  }

  @Test
  void aFullDiskIsAsALimit() {
    try (FrameStore full = FrameStore.open(RamDisk.withRoom(SUPERBLOCK_BYTES), IDENTITY, LIMIT)) {
      assertThat(full.free()).isPositive();
      assertThat(full.allocate()).isEmpty();
      assertThat(full.allocate()).isEmpty();
    }
  }

  @Test
  void growingAheadHoldsNobodyUpUntilAllIsUsed() {
    store.close();
    Deque<Runnable> left = new ArrayDeque<>();
    store = FrameStore.open(MappedDisk.open(directory), IDENTITY, LIMIT, left::add);
    assertThat(left).as("begun at once").hasSize(1);
    left.remove().run();
    allocate(4);
    assertThat(left).as("four are free still").isEmpty();
    allocate(1);
    assertThat(left).as("three are left: the next is begun").hasSize(1);
    allocate(3);
    assertThat(left).as("one at a time").hasSize(1);
    left.remove().run();
    allocate(8);
    assertThat(left).as("the limit allows no third").isEmpty();
    assertThat(store.allocate()).isEmpty();
  }

  @Test
  void whoeverUsesFramesUpFasterWaits() {
    store.close();
    store =
        FrameStore.open(
            MappedDisk.open(directory),
            IDENTITY,
            LIMIT,
            making -> Thread.ofVirtual().start(making));
    assertThat(allocate(16)).doesNotHaveDuplicates();
    assertThat(store.allocate()).isEmpty();
  }

  @Test
  void aFileThatIsBeingMadeIsFinishedBeforeTheStoreCloses() {
    store.close();
    store =
        FrameStore.open(
            MappedDisk.open(directory),
            IDENTITY,
            LIMIT,
            making -> Thread.ofVirtual().start(making));
    reopen();
    assertThat(store.damage()).isEmpty();
    assertThat(store.free()).isEqualTo(16);
  }

  @Test
  void aDiskThatFillsWhileGrowingAheadIsAsALimit() {
    Executor elsewhere = making -> Thread.ofVirtual().start(making);
    RamDisk cramped = RamDisk.withRoom(SUPERBLOCK_BYTES);
    try (FrameStore full = FrameStore.open(cramped, IDENTITY, LIMIT, elsewhere)) {
      assertThat(full.allocate()).isEmpty();
    }
  }

  @Test
  void whatIsPublishedIsFoundAgain() {
    Frame frame = allocate(3).get(2);
    frame.write(100, MemorySegment.ofArray(new byte[] {1, 2, 3}));
    FrameMetadata metadata = metadata(3, 103, false);
    frame.publish(metadata(2, 50, false));
    frame.publish(metadata);
    assertThat(frame.metadata()).contains(metadata);
    reopen();
    Frame found = store.used().getFirst();
    assertThat(store.used()).hasSize(1);
    assertThat(found.where()).isEqualTo(FIRST_FILE + " frame 2");
    assertThat(found.metadata()).contains(metadata);
    assertThat(found.bytes().get(ValueLayout.JAVA_BYTE, 101)).isEqualTo((byte) 2);
    assertThat(store.damage()).isEmpty();
    assertThat(store.free()).isEqualTo(15);
    assertThat(allocate(15)).doesNotContain(found);
  }

  @Test
  void everyFlippedBitOfMetadataIsNoticedAndTheOlderBlockServes() throws IOException {
    Frame frame = allocate(1).getFirst();
    frame.publish(metadata(1, 100, false));
    frame.publish(metadata(1, 200, false));
    store.close();
    byte[] sound = Files.readAllBytes(directory.resolve(FIRST_FILE));
    for (int bit = 0; bit < 8 * 76; bit++) {
      for (int block = 0; block < 2; block++) {
        byte[] damaged = sound.clone();
        damaged[block * 4096 + bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(directory.resolve(FIRST_FILE), damaged);
        openAgain();
        assertThat(store.damage()).as("block %d bit %d", block, bit).hasSize(1);
        assertThat(store.damage().getFirst()).contains(FIRST_FILE + " frame 0");
        assertThat(store.used().getFirst().metadata())
            .contains(metadata(1, block == 0 ? 200 : 100, false));
        store.close();
      }
    }
    openAgain();
  }

  @Test
  void whatIsClosedStaysClosedWhenEitherBlockIsLost() throws IOException {
    Frame frame = allocate(1).getFirst();
    frame.publish(metadata(1, 100, false));
    frame.publish(metadata(1, 100, true));
    frame.seal();
    for (int block = 0; block < 2; block++) {
      overwrite(FIRST_FILE, block * 4096L, new byte[100]);
      assertThat(store.used().getFirst().metadata()).contains(metadata(1, 100, true));
      assertThat(store.damage()).hasSize(1);
      store.used().getFirst().publish(metadata(1, 100, true));
      reopen();
      assertThat(store.damage()).isEmpty();
    }
  }

  @Test
  void whatIsFreeStaysFreeWhenEitherBlockIsLostAndIsNotUsedThen() throws IOException {
    List<Frame> frames = allocate(8);
    frames.getFirst().publish(metadata(1, 100, false));
    frames.getFirst().publish(metadata(1, 200, false));
    store.release(frames.getFirst());
    overwrite(FIRST_FILE, 0, new byte[] {1, 2, 3});
    assertThat(store.used()).isEmpty();
    assertThat(store.damage()).hasSize(1);
    assertThat(allocate(7)).extracting(Frame::where).doesNotContain(FIRST_FILE + " frame 0");
  }

  @Test
  void aFrameInAnotherPlaceDoesNotVerify() throws IOException {
    allocate(2).getFirst().publish(metadata(1, 100, false));
    byte[] file = Files.readAllBytes(directory.resolve(FIRST_FILE));
    byte[] frame = Arrays.copyOf(file, (int) Frame.stride(SEGMENT_BYTES));
    overwrite(FIRST_FILE, Frame.stride(SEGMENT_BYTES), frame);
    assertThat(store.used()).extracting(Frame::where).containsExactly(FIRST_FILE + " frame 0");
    assertThat(store.damage()).hasSize(1);
    assertThat(store.damage().getFirst()).contains(FIRST_FILE + " frame 1");
  }

  @Test
  void aFileInTheOthersPlaceDoesNotVerify() throws IOException {
    allocate(9).getFirst().publish(metadata(1, 100, false));
    store.close();
    Path spare = directory.resolve("spare");
    Files.move(directory.resolve(FIRST_FILE), spare);
    Files.move(directory.resolve(SECOND_FILE), directory.resolve(FIRST_FILE));
    Files.move(spare, directory.resolve(SECOND_FILE));
    openAgain();
    assertThat(store.used()).isEmpty();
    assertThat(store.damage().getFirst()).contains(SECOND_FILE + " frame 0");
  }

  @Test
  void aMissingFileIsNamedAndGrowingTouchesNoOther() throws IOException {
    allocate(9).getLast().publish(metadata(1, 100, false));
    store.close();
    Files.delete(directory.resolve(FIRST_FILE));
    store = FrameStore.open(MappedDisk.open(directory), IDENTITY, 3 * FILE_BYTES);
    assertThat(store.damage().getFirst()).contains(FIRST_FILE + " is missing");
    assertThat(allocate(8)).hasSize(8);
    reopen();
    assertThat(store.used().getFirst().metadata()).contains(metadata(1, 100, false));
    assertThat(directory.resolve("frames-000002.gk")).exists();
  }

  @Test
  void theLastFileIsMissedToo() throws IOException {
    allocate(1);
    store.close();
    Files.delete(directory.resolve(FIRST_FILE));
    openAgain();
    assertThat(store.damage().getFirst()).contains(FIRST_FILE + " is missing");
  }

  @Test
  void aFileThatWasCutOffIsNamedAndLeftOut() throws IOException {
    allocate(9).getFirst().publish(metadata(1, 100, false));
    store.close();
    try (FileChannel channel =
        FileChannel.open(directory.resolve(FIRST_FILE), StandardOpenOption.WRITE)) {
      channel.truncate(FILE_BYTES - 1);
    }
    openAgain();
    assertThat(store.used()).isEmpty();
    assertThat(store.damage().getFirst()).contains(FIRST_FILE).contains("cut off");
    assertThat(allocate(8)).allMatch(frame -> frame.where().startsWith(SECOND_FILE));
  }

  @Test
  void aForeignDirectoryIsRefusedInOneLineAndNotTouched() throws IOException {
    allocate(1);
    store.close();
    byte[] before = Files.readAllBytes(directory.resolve("superblock.gk"));
    assertRefused(new StoreIdentity("other", SEGMENT_BYTES), "belongs to cluster 'test'");
    assertRefused(new StoreIdentity("test", SEGMENT_BYTES * 2), "segments of 16384 bytes");
    assertThat(Files.readAllBytes(directory.resolve("superblock.gk"))).isEqualTo(before);
    openAgain();
  }

  @Test
  void aDamagedOrMissingSuperblockOverFramesIsRefused() throws IOException {
    allocate(1);
    overwriteClosed("superblock.gk", 20, new byte[] {99});
    openAgain();
    overwriteClosed("superblock.gk", 4096 + 20, new byte[] {99});
    assertRefused(IDENTITY, "does not verify");
    Files.write(directory.resolve("superblock.gk"), new byte[8192]);
    assertRefused(IDENTITY, "has frames and no superblock.gk");
    Files.delete(directory.resolve("superblock.gk"));
    assertRefused(IDENTITY, "has frames and no superblock.gk");
    Files.delete(directory.resolve(FIRST_FILE));
    openAgain();
  }

  @Test
  void aServerThatDiedWhileItMadeTheDirectoryStartsAgain() throws IOException {
    store.close();
    Files.write(directory.resolve("superblock.gk"), new byte[8192]);
    openAgain();
    assertThat(store.allocate()).isPresent();
  }

  @Test
  void theFormerServerIsRemembered() {
    assertThat(store.formerSelf()).isEqualTo(ServerId.NONE);
    allocate(1);
    store.formerSelf(ServerId.of(4, 2));
    allocate(8);
    reopen();
    assertThat(store.formerSelf()).isEqualTo(ServerId.of(4, 2));
  }

  @Test
  void aFrameIsReleasedOnce() {
    Frame frame = allocate(1).getFirst();
    store.release(frame);
    assertThatIllegalArgumentException().isThrownBy(() -> store.release(frame));
  }

  @Test
  void lookingAtADirectoryChangesNothing() throws IOException {
    allocate(1).getFirst().publish(metadata(1, 100, false));
    store.close();
    byte[] before = Files.readAllBytes(directory.resolve(FIRST_FILE));
    try (FrameStore seen = FrameStore.openReadOnly(MappedDisk.openReadOnly(directory))) {
      assertThat(seen.identity()).isEqualTo(IDENTITY);
      assertThat(seen.used().getFirst().bytes().isReadOnly()).isTrue();
      assertThat(seen.free()).isEqualTo(7);
    }
    assertThat(Files.readAllBytes(directory.resolve(FIRST_FILE))).isEqualTo(before);
    openAgain();
  }

  private List<Frame> allocate(int count) {
    List<Frame> frames = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      frames.add(store.allocate().orElseThrow());
    }
    return frames;
  }

  private void reopen() {
    store.close();
    openAgain();
  }

  private void openAgain() {
    store = FrameStore.open(MappedDisk.open(directory), IDENTITY, LIMIT);
  }

  private void overwrite(String file, long offset, byte[] bytes) throws IOException {
    overwriteClosed(file, offset, bytes);
    openAgain();
  }

  private void overwriteClosed(String file, long offset, byte[] bytes) throws IOException {
    store.close();
    try (FileChannel channel =
        FileChannel.open(directory.resolve(file), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes), offset);
    }
  }

  private void assertRefused(StoreIdentity identity, String why) {
    try (MappedDisk disk = MappedDisk.open(directory)) {
      assertThatExceptionOfType(StorageRefused.class)
          .isThrownBy(() -> FrameStore.open(disk, identity, LIMIT))
          .withMessageContaining(directory.toString())
          .withMessageContaining(why)
          .withMessageMatching("[^\n]+");
    }
  }

  private static FrameMetadata metadata(int generation, int length, boolean closed) {
    var replica = new ReplicaId(ServerId.of(1, 1), new SegmentId(5), generation);
    return new FrameMetadata(replica, 9, new Certificate(length, 77), closed, true);
  }
}
