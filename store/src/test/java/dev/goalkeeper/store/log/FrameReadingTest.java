package dev.goalkeeper.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.RamDisk;
import dev.goalkeeper.store.storage.StoreIdentity;
import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.ReplicaId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a frame is worth, whatever happened to its blocks and bytes.
class FrameReadingTest {
  private static final StoreIdentity IDENTITY = new StoreIdentity("test", SegmentFixture.CAPACITY);

  private final RamDisk disk = new RamDisk();
  private final LogSegment segment = SegmentFixture.randomSegment(new Random(1), 20);
  private final Certificate half = segment.certificate();
  private FrameStore store;
  private Frame frame;

  @BeforeEach
  void write() {
    segment.appendObject(SegmentFixture.TABLE, 99, SegmentFixture.bytes("k"),
        SegmentFixture.bytes("v".repeat(700)));
    open();
    frame = store.allocate().orElseThrow();
    frame.write(0, segment.bytes(0, segment.length()));
  }

  @Test
  void newerBlockCountsIfTheBytesBearItOut() {
    frame.publish(metadata(half, false));
    frame.publish(metadata(segment.certificate(), false));
    assertThat(read()).isInstanceOfSatisfying(FrameReading.Sound.class, sound -> {
      assertThat(sound.metadata()).isEqualTo(metadata(segment.certificate(), false));
      assertThat(sound.certified().byteSize()).isEqualTo(segment.length());
      assertThat(sound.fellBack()).isFalse();
    });
  }

  @Test
  void olderBlockCountsWhereTheNewerOneVouchesForBytesThatAreNotThere() {
    frame.publish(metadata(half, false));
    frame.publish(metadata(segment.certificate(), false));
    frame.write(half.length() + 200, MemorySegment.ofArray(new byte[512]));
    assertThat(read()).isInstanceOfSatisfying(FrameReading.Sound.class, sound -> {
      assertThat(sound.metadata()).isEqualTo(metadata(half, false));
      assertThat(sound.fellBack()).isTrue();
      assertThat(sound.hadFallenBack()).isFalse();
    });
    frame.fallBack();
    open();
    assertThat(store.damage()).isEmpty();
    Frame again = store.used().getFirst();
    assertThat(again.metadata()).contains(metadata(half, false));
    assertThat(FrameReading.of(again)).isInstanceOfSatisfying(FrameReading.Sound.class, sound -> {
      assertThat(sound.fellBack()).isFalse();
      assertThat(sound.hadFallenBack()).isTrue();
    });
  }

  @Test
  void whatNeitherBlockIsBorneOutInIsCorrupt() {
    frame.publish(metadata(half, false));
    frame.publish(metadata(segment.certificate(), false));
    flip(half.length() / 2);
    assertThat(read()).isInstanceOfSatisfying(FrameReading.Corrupt.class,
        corrupt -> assertThat(corrupt.torn()).isFalse());
  }

  @Test
  void firstWriteThatNeverReachedTheDiskIsTornAndAClosedOneIsNot() {
    frame.publish(metadata(half, false));
    flip(3);
    assertThat(read()).isInstanceOfSatisfying(FrameReading.Corrupt.class,
        corrupt -> assertThat(corrupt.torn()).isTrue());
    frame.publish(metadata(half, true));
    frame.seal();
    assertThat(read()).isInstanceOfSatisfying(FrameReading.Corrupt.class,
        corrupt -> assertThat(corrupt.torn()).isFalse());
  }

  @Test
  void openReplicaThatWasNotForcedIsForgottenWithItsBoot() {
    frame.publish(metadata(half, false));
    frame.publish(metadata(segment.certificate(), false));
    assertThat(read()).isInstanceOf(FrameReading.Sound.class);
    disk.reboot();
    open();
    assertThat(FrameReading.of(store.used().getFirst()))
        .isInstanceOf(FrameReading.Forgotten.class);
  }

  @Test
  void closedReplicaOutlivesABootIfItsBytesDo() {
    frame.publish(metadata(half, false));
    frame.publish(metadata(segment.certificate(), true));
    disk.reboot();
    open();
    assertThat(FrameReading.of(store.used().getFirst())).isInstanceOfSatisfying(
        FrameReading.Sound.class, sound -> assertThat(sound.metadata().closed()).isTrue());
    store.used().getFirst().write(half.length() + 50, one(99));
    assertThat(FrameReading.of(store.used().getFirst()))
        .as("what the older block vouches for was not forced").isInstanceOf(
            FrameReading.Corrupt.class);
  }

  @Test
  void openReplicaThatIsForcedBeforeAnyoneIsToldOutlivesABoot() {
    frame.publishToForce(metadata(half, false));
    disk.reboot();
    open();
    assertThat(FrameReading.of(store.used().getFirst())).isInstanceOf(FrameReading.Sound.class);
  }

  @Test
  void freeFrameMakesNoClaims() {
    frame.publish(metadata(half, false));
    store.release(frame);
    assertThat(frame.claims()).isEmpty();
    assertThatNoException().isThrownBy(this::open);
    assertThat(store.used()).isEmpty();
  }

  private void open() {
    store = FrameStore.open(disk, IDENTITY, 8L << 20);
  }

  private FrameReading read() {
    return FrameReading.of(frame);
  }

  private void flip(int at) {
    byte old = frame.bytes().get(ValueLayout.JAVA_BYTE, at);
    frame.write(at, one(old ^ 1));
  }

  private static MemorySegment one(int value) {
    return MemorySegment.ofArray(new byte[] {(byte) value});
  }

  private static FrameMetadata metadata(Certificate certificate, boolean closed) {
    var replica = new ReplicaId(SegmentFixture.MASTER, SegmentFixture.SEGMENT, 1);
    return new FrameMetadata(replica, 0, certificate, closed, true);
  }
}
