package dev.goalkeeper.store.storage;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Room for one replica on a disk: two metadata blocks and the bytes of a segment.
///
/// Bytes are written first, metadata afterwards and into the older of the two blocks; so whenever
/// the process dies, one valid block is left, and it vouches only for bytes that are there. When
/// the power goes, the order is lost: of what was not forced, anything may be there or not, and a
/// block may vouch for bytes that are not. Who reads looks at the [#claims] and at the bytes
/// (docs/design/0004).
public final class Frame {
  private final Disk disk;
  private final String file;
  private final int index;
  private final long start;
  private final MemorySegment bytes;
  private final MetadataBlock first;
  private final MetadataBlock second;

  /// Whether of the replica in it something was given up; every block says so from then on.
  private boolean fellBack;

  /// What all frames of a store have in common.
  record Ground(Disk disk, StoreIdentity identity, MetadataBlock.Desk desk) {}

  Frame(Ground ground, String file, MemorySegment memory, int index) {
    StoreIdentity identity = ground.identity();
    this.disk = ground.disk();
    this.file = file;
    this.index = index;
    this.start = index * stride(identity.segmentBytes());
    this.bytes = memory.asSlice(start + 2L * MetadataBlock.BYTES, identity.segmentBytes());
    this.first = block(memory, ground, 0);
    this.second = block(memory, ground, 1);
    this.fellBack = newest().fellBack();
  }

  /// Bytes that a frame takes on disk.
  static long stride(int segmentBytes) {
    return 2L * MetadataBlock.BYTES + segmentBytes;
  }

  /// The file that it lies in.
  public String file() {
    return file;
  }

  /// Where it begins in its file.
  public long start() {
    return start;
  }

  /// Where its first so many bytes of the segment end in its file.
  public long end(int length) {
    return start + 2L * MetadataBlock.BYTES + length;
  }

  /// Where it lies, in words.
  public String where() {
    return file + " frame " + index;
  }

  /// The segment's bytes, to be read.
  public MemorySegment bytes() {
    return bytes;
  }

  /// Puts bytes of the segment in place. They count once [#publish]ed metadata certifies them.
  public void write(int offset, MemorySegment data) {
    disk.write(file, start + 2L * MetadataBlock.BYTES + offset, data);
  }

  /// What the newest valid block says; empty if the frame is free.
  public Optional<FrameMetadata> metadata() {
    return newest().read();
  }

  /// True if a metadata block does not verify. What [#metadata] says may then be older than what
  /// was last published: it is true of the bytes it certifies, but there were more.
  public boolean damaged() {
    boolean wiped = older().blank() && newest().sequence() > 1 && newest().read().isPresent();
    return first.damaged() || second.damaged() || wiped;
  }

  /// What the blocks say, the newest first; empty if the newest says that the frame is free.
  public List<FrameClaim> claims() {
    List<FrameClaim> claims = new ArrayList<>(2);
    newest().read().ifPresent(found -> claims.add(claim(newest(), found)));
    if (!claims.isEmpty()) {
      older().read().ifPresent(found -> claims.add(claim(older(), found)));
    }
    return claims;
  }

  /// Vouches for what is in the frame, in memory: it counts until the machine boots again. A closed
  /// replica counts after that too, since all that its certificate covers is all that there ever
  /// will be.
  public void publish(FrameMetadata metadata) {
    write(metadata, metadata.closed() ? Boot.ANY : disk.boot());
  }

  /// Vouches for what will be on the disk before anybody is told of it: it counts after any boot.
  /// The frame is forced before the next call.
  public void publishToForce(FrameMetadata metadata) {
    write(metadata, Boot.ANY);
  }

  /// Says what was published last in the other block as well: what is final, and is on the disk.
  /// Damage to one block must not open it again.
  public void seal() {
    newest().read().ifPresent(metadata -> write(metadata, newest().boot()));
  }

  /// Whether both blocks say the same.
  public boolean sealed() {
    return newest().read().equals(older().read());
  }

  /// Gives up what was published last, since the bytes do not bear it out, and says what was
  /// published before that in both blocks. Else the next one to be written would be the only one
  /// that is sound.
  public void fallBack() {
    fellBack = true;
    FrameMetadata metadata = older().read().orElseThrow();
    newest().write(newest().sequence(), metadata, older().boot(), true);
  }

  /// Whether that happened, in this life or an earlier one, to the replica that it holds.
  public boolean fellBack() {
    return fellBack;
  }

  /// Makes the frame free. Both blocks say so, lest damage to one bring the other back to life.
  public void free() {
    fellBack = false;
    older().writeFree(newest().sequence() + 1);
    older().writeFree(newest().sequence() + 1);
  }

  @Override
  public String toString() {
    return where();
  }

  private void write(FrameMetadata metadata, Boot boot) {
    // The bytes are written before the block that counts them, in this order also for the compiler.
    VarHandle.releaseFence();
    older().write(newest().sequence() + 1, metadata, boot, fellBack);
  }

  private FrameClaim claim(MetadataBlock block, FrameMetadata found) {
    return new FrameClaim(found, block.boot().reaches(disk.boot()));
  }

  private MetadataBlock block(MemorySegment memory, Ground ground, int block) {
    long at = start + (long) block * MetadataBlock.BYTES;
    String place = ground.identity().cluster() + "/" + file + "/" + index + "/" + block;
    return new MetadataBlock(
        memory.asSlice(at, MetadataBlock.BYTES), ground.desk(),
        image -> disk.write(file, at, image), place);
  }

  private MetadataBlock newest() {
    return first.sequence() > second.sequence() ? first : second;
  }

  private MetadataBlock older() {
    return first.sequence() > second.sequence() ? second : first;
  }
}
