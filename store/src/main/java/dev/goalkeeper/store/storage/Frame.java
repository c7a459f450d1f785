package dev.goalkeeper.store.storage;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Room for one replica on a disk: two metadata blocks and the bytes of a segment.
///
/// Bytes are written first, metadata afterwards and into the older of the two blocks; so whenever
/// the process dies, one valid block is left, and it vouches only for bytes that are there.
public final class Frame {
  private final Disk disk;
  private final String file;
  private final int index;
  private final long start;
  private final MemorySegment bytes;
  private final MetadataBlock[] blocks;
  private long sequence;

  Frame(Disk disk, String file, MemorySegment memory, int index, StoreIdentity identity) {
    this.disk = disk;
    this.file = file;
    this.index = index;
    this.start = index * stride(identity.segmentBytes());
    this.bytes = memory.asSlice(start + 2L * MetadataBlock.BYTES, identity.segmentBytes());
    this.blocks = new MetadataBlock[2];
    for (int block = 0; block < blocks.length; block++) {
      long at = start + (long) block * MetadataBlock.BYTES;
      blocks[block] = new MetadataBlock(
          memory.asSlice(at, MetadataBlock.BYTES),
          identity.cluster() + "/" + file + "/" + index + "/" + block);
    }
    this.sequence = Math.max(blocks[0].sequence(), blocks[1].sequence());
  }

  /// Bytes that a frame takes on disk.
  static long stride(int segmentBytes) {
    return 2L * MetadataBlock.BYTES + segmentBytes;
  }

  /// Where it lies, in words.
  public String where() {
    return file + " frame " + index;
  }

  /// The segment's bytes.
  public MemorySegment bytes() {
    return bytes;
  }

  /// Puts bytes of the segment in place. They count once [#publish]ed metadata certifies them.
  public void write(int offset, MemorySegment data) {
    MemorySegment.copy(data, 0, bytes, offset, data.byteSize());
  }

  /// What the newest valid block says; empty if the frame is free.
  public Optional<FrameMetadata> metadata() {
    return sequence == 0 ? Optional.empty() : newest().read();
  }

  /// True if a metadata block was written and does not verify.
  public boolean damaged() {
    return blocks[0].damaged() || blocks[1].damaged();
  }

  /// Vouches for what is in the frame.
  public void publish(FrameMetadata metadata) {
    MetadataBlock older = older();
    older.write(++sequence, metadata);
  }

  /// Makes the frame free. Both blocks say so, lest damage to one bring the other back to life.
  public void free() {
    older().writeFree(++sequence);
    older().writeFree(++sequence);
  }

  /// Returns once the frame is on the device. Any thread may call this.
  public void force() {
    disk.force(file, start, 2L * MetadataBlock.BYTES + bytes.byteSize());
  }

  @Override
  public String toString() {
    return where();
  }

  private MetadataBlock newest() {
    return blocks[0].sequence() == sequence ? blocks[0] : blocks[1];
  }

  private MetadataBlock older() {
    return blocks[0].sequence() <= blocks[1].sequence() ? blocks[0] : blocks[1];
  }
}
