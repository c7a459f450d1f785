package dev.goalkeeper.store.storage;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
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
  private final MetadataBlock first;
  private final MetadataBlock second;

  Frame(Disk disk, String file, MemorySegment memory, int index, StoreIdentity identity) {
    this.disk = disk;
    this.file = file;
    this.index = index;
    this.start = index * stride(identity.segmentBytes());
    this.bytes = memory.asSlice(start + 2L * MetadataBlock.BYTES, identity.segmentBytes());
    this.first = block(memory, identity, 0);
    this.second = block(memory, identity, 1);
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
    return newest().read();
  }

  /// True if a metadata block does not verify. What [#metadata] says may then be older than what
  /// was last published: it is true of the bytes it certifies, but there were more.
  public boolean damaged() {
    return first.damaged()
        || second.damaged()
        || Math.abs(first.sequence() - second.sequence()) > 1;
  }

  /// Vouches for what is in the frame. What is closed is said in both blocks: it is final, and
  /// damage to one of them must not open it again.
  public void publish(FrameMetadata metadata) {
    // The bytes are written before the block that counts them, in this order also for the compiler.
    VarHandle.releaseFence();
    older().write(newest().sequence() + 1, metadata);
    if (metadata.closed()) {
      older().write(newest().sequence() + 1, metadata);
    }
  }

  /// Makes the frame free. Both blocks say so, lest damage to one bring the other back to life.
  public void free() {
    older().writeFree(newest().sequence() + 1);
    older().writeFree(newest().sequence() + 1);
  }

  /// Returns once the frame is on the device. Any thread may call this.
  public void force() {
    disk.force(file, start, 2L * MetadataBlock.BYTES + bytes.byteSize());
  }

  @Override
  public String toString() {
    return where();
  }

  private MetadataBlock block(MemorySegment memory, StoreIdentity identity, int block) {
    long at = start + (long) block * MetadataBlock.BYTES;
    String place = identity.cluster() + "/" + file + "/" + index + "/" + block;
    return new MetadataBlock(memory.asSlice(at, MetadataBlock.BYTES), place);
  }

  private MetadataBlock newest() {
    return first.sequence() > second.sequence() ? first : second;
  }

  private MetadataBlock older() {
    return first.sequence() > second.sequence() ? second : first;
  }
}
