package dev.goalkeeper.store.storage;

import dev.goalkeeper.store.wire.ServerId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// The file that says what a directory of frames belongs to, which server last used it, and how
/// many files of frames there are. Two copies, of which one is on the disk at any time: what is
/// written and not forced goes into the other, again and again.
final class Superblock {
  static final String FILE = "superblock.gk";

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final long MAGIC = 0x31_52_45_50_55_53_4B_47L;
  private static final int FORMAT_VERSION = 1;
  private static final int COPY_BYTES = 4_096;
  private static final int FORMAT = 8;
  private static final int SEGMENT_BYTES = 12;
  private static final int SEQUENCE = 16;
  private static final int SERVER = 24;
  private static final int FILES = 32;
  private static final int NAME_BYTES = 36;
  private static final int NAME = 40;
  private static final int CHECKSUM = COPY_BYTES - Integer.BYTES;

  private static final int NEITHER = -1;

  private final MemorySegment memory;
  private final StoreIdentity identity;

  /// The copy that is known to be on the disk. After another life it may be neither.
  private int forced = NEITHER;

  private Superblock(MemorySegment memory, StoreIdentity identity) {
    this.memory = memory;
    this.identity = identity;
  }

  /// Makes a directory ours.
  static Superblock create(Disk disk, StoreIdentity identity) {
    MemorySegment memory =
        disk.files().contains(FILE) ? disk.open(FILE) : disk.create(FILE, 2L * COPY_BYTES);
    var superblock = new Superblock(memory, identity);
    superblock.write(disk, 0, ServerId.NONE, 0);
    superblock.write(disk, 1, ServerId.NONE, 0);
    superblock.force(disk);
    return superblock;
  }

  /// Whether the directory is nobody's yet: the file is not there, or whoever made it died before
  /// it said anything.
  static boolean absent(Disk disk) {
    if (!disk.files().contains(FILE)) {
      return true;
    }
    MemorySegment nothing = MemorySegment.ofArray(new byte[2 * COPY_BYTES]);
    return disk.open(FILE).mismatch(nothing) == -1;
  }

  static Superblock open(Disk disk) {
    MemorySegment memory = disk.open(FILE);
    if (memory.byteSize() != 2L * COPY_BYTES) {
      throw new StorageRefused(
          disk.where()
              + ": "
              + FILE
              + " has "
              + memory.byteSize()
              + " bytes; this is no directory of ours, or it was cut off");
    }
    int newest = newest(disk, memory);
    MemorySegment copy = copy(memory, newest);
    if (copy.get(INT, FORMAT) != FORMAT_VERSION) {
      throw new StorageRefused(
          disk.where()
              + " is of format "
              + copy.get(INT, FORMAT)
              + ", and this version reads format "
              + FORMAT_VERSION
              + "; use the version that wrote it, or another directory");
    }
    byte[] name = new byte[copy.get(INT, NAME_BYTES)];
    MemorySegment.copy(copy, ValueLayout.JAVA_BYTE, NAME, name, 0, name.length);
    var identity =
        new StoreIdentity(new String(name, StandardCharsets.UTF_8), copy.get(INT, SEGMENT_BYTES));
    return new Superblock(memory, identity);
  }

  StoreIdentity identity() {
    return identity;
  }

  ServerId server() {
    return new ServerId(copy(memory, newestIndex()).get(LONG, SERVER));
  }

  void server(Disk disk, ServerId id) {
    update(disk, id, files());
    force(disk);
  }

  /// How many files of frames there are, so that one which is gone is missed.
  int files() {
    return copy(memory, newestIndex()).get(INT, FILES);
  }

  /// Not forced: if a power cut takes it back, the files' names tell the number.
  void files(Disk disk, int files) {
    update(disk, server(), files);
  }

  private void update(Disk disk, ServerId server, int files) {
    if (forced == NEITHER) {
      force(disk);
    }
    write(disk, 1 - forced, server, files);
  }

  private void force(Disk disk) {
    disk.force(FILE, 0, 2L * COPY_BYTES);
    forced = newestIndex();
  }

  private void write(Disk disk, int index, ServerId server, int files) {
    MemorySegment copy = MemorySegment.ofArray(new byte[COPY_BYTES]);
    byte[] name = identity.cluster().getBytes(StandardCharsets.UTF_8);
    copy.set(LONG, 0, MAGIC);
    copy.set(INT, FORMAT, FORMAT_VERSION);
    copy.set(INT, SEGMENT_BYTES, identity.segmentBytes());
    copy.set(LONG, SEQUENCE, 1 + Math.max(sequence(memory, 0), sequence(memory, 1)));
    copy.set(LONG, SERVER, server.value());
    copy.set(INT, FILES, files);
    copy.set(INT, NAME_BYTES, name.length);
    MemorySegment.copy(name, 0, copy, ValueLayout.JAVA_BYTE, NAME, name.length);
    copy.set(INT, CHECKSUM, checksum(copy));
    disk.write(FILE, (long) index * COPY_BYTES, copy);
  }

  private int newestIndex() {
    return sequence(memory, 0) > sequence(memory, 1) ? 0 : 1;
  }

  private static int newest(Disk disk, MemorySegment memory) {
    if (sequence(memory, 0) == 0 && sequence(memory, 1) == 0) {
      throw new StorageRefused(
          disk.where()
              + ": "
              + FILE
              + " does not verify; it is not ours, or both copies are damaged. Use another"
              + " directory");
    }
    return sequence(memory, 0) > sequence(memory, 1) ? 0 : 1;
  }

  /// 0 if the copy does not verify.
  private static long sequence(MemorySegment memory, int index) {
    MemorySegment copy = copy(memory, index);
    boolean valid = copy.get(LONG, 0) == MAGIC && copy.get(INT, CHECKSUM) == checksum(copy);
    return valid ? copy.get(LONG, SEQUENCE) : 0;
  }

  private static MemorySegment copy(MemorySegment memory, int index) {
    return memory.asSlice((long) index * COPY_BYTES, COPY_BYTES);
  }

  private static int checksum(MemorySegment copy) {
    var crc = new CRC32C();
    crc.update(copy.asSlice(0, CHECKSUM).asByteBuffer());
    return (int) crc.getValue();
  }
}
