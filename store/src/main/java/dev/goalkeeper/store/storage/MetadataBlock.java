package dev.goalkeeper.store.storage;

import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// One of the two metadata blocks of a frame: 4 KiB, so that a torn write of one cannot touch the
/// other.
///
/// Its checksum also covers where it lies (cluster, file, frame, block), so that a block that got
/// to the wrong place does not verify.
final class MetadataBlock {
  static final int BYTES = 4_096;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final long MAGIC = 0x31_45_4D_41_52_46_4B_47L;
  private static final int SEQUENCE = 8;
  private static final int STATE = 16;
  private static final int MASTER = 24;
  private static final int SEGMENT = 32;
  private static final int GENERATION = 40;
  private static final int EPOCH = 44;
  private static final int CERTIFIED_LENGTH = 48;
  private static final int CERTIFIED_CHECKSUM = 52;

  /// Which boot of the machine wrote it, of bytes that nobody forces before they are told of; else
  /// [Boot#ANY].
  private static final int BOOT = 56;

  private static final int BOOT_BYTES = 16;
  private static final int CHECKSUM = BOOT + BOOT_BYTES;

  private static final int USED = 1;
  private static final int CLOSED = 2;
  private static final int COMPLETE = 4;
  private static final int FELL_BACK = 8;

  private static final int IMAGE_BYTES = CHECKSUM + Integer.BYTES;
  private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[IMAGE_BYTES]);

  private final MemorySegment memory;
  private final Desk desk;
  private final Consumer<MemorySegment> writing;
  private final byte[] place;
  private long sequence;

  /// Where blocks are put together, one after the other: the same for all of a store, which one
  /// thread uses.
  static final class Desk {
    private final MemorySegment image = MemorySegment.ofArray(new byte[IMAGE_BYTES]);
    private final ByteBuffer covered = image.asSlice(0, CHECKSUM).asByteBuffer();
    private final CRC32C crc = new CRC32C();
  }

  /// @param memory what it is read through
  /// @param desk where it is put together
  /// @param writing puts bytes at its beginning
  /// @param place where it lies, unlike any other
  MetadataBlock(
      MemorySegment memory, Desk desk, Consumer<MemorySegment> writing, String place) {
    this.memory = memory;
    this.desk = desk;
    this.writing = writing;
    this.place = place.getBytes(StandardCharsets.UTF_8);
    this.sequence = valid() ? memory.get(LONG, SEQUENCE) : 0;
  }

  /// The sequence number: of what was written last, or found; 0 if nothing that verifies was.
  long sequence() {
    return sequence;
  }

  /// True if something was written here that does not verify now.
  boolean damaged() {
    return !valid() && memory.asSlice(0, NOTHING.byteSize()).mismatch(NOTHING) != -1;
  }

  /// True if nothing was written here yet, or what was is wiped out.
  boolean blank() {
    return sequence == 0;
  }

  Optional<FrameMetadata> read() {
    int state = memory.get(INT, STATE);
    if (sequence == 0 || (state & USED) == 0) {
      return Optional.empty();
    }
    var replica =
        new ReplicaId(
            new ServerId(memory.get(LONG, MASTER)),
            new SegmentId(memory.get(LONG, SEGMENT)),
            memory.get(INT, GENERATION));
    var certificate =
        new Certificate(memory.get(INT, CERTIFIED_LENGTH), memory.get(INT, CERTIFIED_CHECKSUM));
    return Optional.of(
        new FrameMetadata(
            replica,
            memory.get(INT, EPOCH),
            certificate,
            (state & CLOSED) != 0,
            (state & COMPLETE) != 0));
  }

  /// True if once more was said of this replica than its bytes bore out.
  boolean fellBack() {
    return sequence != 0 && (memory.get(INT, STATE) & FELL_BACK) != 0;
  }

  /// The boot that what is said counts in.
  Boot boot() {
    return new Boot(memory.get(LONG, BOOT), memory.get(LONG, BOOT + Long.BYTES));
  }

  void write(long newSequence, FrameMetadata metadata, Boot boot, boolean fellBack) {
    MemorySegment image = desk.image;
    image.set(
        INT,
        STATE,
        USED
            | (metadata.closed() ? CLOSED : 0)
            | (metadata.complete() ? COMPLETE : 0)
            | (fellBack ? FELL_BACK : 0));
    image.set(LONG, MASTER, metadata.replica().master().value());
    image.set(LONG, SEGMENT, metadata.replica().segment().value());
    image.set(INT, GENERATION, metadata.replica().generation());
    image.set(INT, EPOCH, metadata.epoch());
    image.set(INT, CERTIFIED_LENGTH, metadata.certificate().length());
    image.set(INT, CERTIFIED_CHECKSUM, metadata.certificate().checksum());
    image.set(LONG, BOOT, boot.high());
    image.set(LONG, BOOT + Long.BYTES, boot.low());
    seal(newSequence);
  }

  void writeFree(long newSequence) {
    desk.image.set(INT, STATE, 0);
    seal(newSequence);
  }

  private void seal(long newSequence) {
    MemorySegment image = desk.image;
    image.set(LONG, 0, MAGIC);
    image.set(LONG, SEQUENCE, newSequence);
    image.set(INT, CHECKSUM, checksum(desk.covered));
    writing.accept(image);
    sequence = newSequence;
  }

  private boolean valid() {
    return memory.get(LONG, 0) == MAGIC && memory.get(INT, CHECKSUM)
        == checksum(memory.asSlice(0, CHECKSUM).asByteBuffer());
  }

  private int checksum(ByteBuffer covered) {
    CRC32C crc = desk.crc;
    crc.reset();
    crc.update(place);
    crc.update(covered.rewind());
    return (int) crc.getValue();
  }
}
