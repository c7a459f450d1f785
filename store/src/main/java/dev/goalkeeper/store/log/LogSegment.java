package dev.goalkeeper.store.log;

import static dev.goalkeeper.store.log.EntryFormat.INT;
import static dev.goalkeeper.store.log.EntryFormat.LONG;

import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/// One segment of a master's log, in the master's memory.
///
/// It only grows, and only while it is open; bytes below [#length] never change, so they can be
/// sent without a copy. The certificate of all bytes is kept up to date by every append.
public final class LogSegment {
  private final ServerId master;
  private final SegmentId id;
  private final PositionSeed seed;
  private final MemorySegment memory;
  private final MemorySegment readable;
  private final ByteBuffer bytes;
  private final CRC32C crc = new CRC32C();
  private final Certificate opening;
  private Certificate certificate = Certificate.NONE;
  private MemorySegment shown;
  private int shownFrom;
  private int length;
  private int chain = ChecksumChain.EMPTY;
  private int slot;
  private boolean closed;
  private boolean cut;
  private boolean settled;
  private boolean retired;

  /// Opens a segment in that memory; its header, the digest and the version floor are its first
  /// bytes.
  LogSegment(
      ServerId master, SegmentId id, MemorySegment memory, Digest digest, long versionFloor) {
    this.master = master;
    this.id = id;
    this.seed = PositionSeed.of(master, id);
    this.memory = memory;
    this.readable = memory.asReadOnly();
    this.shown = readable.asSlice(0, 0);
    this.bytes = memory.asByteBuffer();
    appendHeader();
    appendDigest(digest);
    appendVersionFloor(versionFloor);
    this.opening = certificate();
  }

  public ServerId master() {
    return master;
  }

  public SegmentId id() {
    return id;
  }

  /// Bytes that the segment can grow to.
  public int capacity() {
    return (int) memory.byteSize();
  }

  /// Bytes appended so far.
  public int length() {
    return length;
  }

  /// The certificate of header, digest and version floor: what the first write to a backup carries.
  public Certificate opening() {
    return opening;
  }

  /// The certificate of all bytes appended so far.
  public Certificate certificate() {
    if (certificate.length() != length) {
      certificate = new Certificate(length, chain);
    }
    return certificate;
  }

  /// Whether nothing will be appended any more.
  public boolean closed() {
    return closed;
  }

  /// Whether its close is durable on its backups.
  public boolean settled() {
    return settled;
  }

  /// Whether digests from the next on do not name it.
  public boolean retired() {
    return retired;
  }

  /// Bytes `from` to `to` in place, read-only. The replicas of a segment mostly ask for the same
  /// ones, one after the other, and get the same view.
  public MemorySegment bytes(int from, int to) {
    if (to > length) {
      throw new IllegalArgumentException("byte " + to + " of segment " + id + ": it has " + length);
    }
    if (from != shownFrom || to - from != shown.byteSize()) {
      shown = readable.asSlice(from, to - from);
      shownFrom = from;
    }
    return shown;
  }

  int remaining() {
    return closed ? 0 : capacity() - length;
  }

  MemorySegment memory() {
    return memory;
  }

  void close() {
    closed = true;
  }

  /// Whether it was closed before it was full.
  boolean cut() {
    return cut;
  }

  void cutShort() {
    cut = true;
  }

  void settle() {
    settled = true;
  }

  void retire() {
    retired = true;
  }

  /// Its place among the segments that are in memory; another one has it later.
  int slot() {
    return slot;
  }

  void take(int free) {
    slot = free;
  }

  int appendObject(TableId table, long version, MemorySegment key, MemorySegment value) {
    int start = begin(EntryType.OBJECT, key.byteSize(), value.byteSize());
    memory.set(LONG, start + EntryFormat.TABLE, table.value());
    memory.set(LONG, start + EntryFormat.VERSION, version);
    int keyStart = start + EntryType.OBJECT.leastBytes();
    MemorySegment.copy(key, 0, memory, keyStart, key.byteSize());
    MemorySegment.copy(value, 0, memory, keyStart + key.byteSize(), value.byteSize());
    return seal(start);
  }

  int appendTombstone(TableId table, long version, MemorySegment key, SegmentId buriedIn) {
    int start = begin(EntryType.TOMBSTONE, key.byteSize(), 0);
    memory.set(LONG, start + EntryFormat.TABLE, table.value());
    memory.set(LONG, start + EntryFormat.VERSION, version);
    memory.set(LONG, start + EntryFormat.BURIED_IN, buriedIn.value());
    MemorySegment.copy(key, 0, memory, start + EntryType.TOMBSTONE.leastBytes(), key.byteSize());
    return seal(start);
  }

  /// Appends what another segment has; only its checksum is another one here.
  int appendCopy(EntryView entry) {
    int bytes = entry.bytes();
    requireRoom(entry.type(), bytes);
    MemorySegment.copy(entry.memory(), entry.offset(), memory, length, bytes);
    return seal(length);
  }

  int appendVersionFloor(long floor) {
    int start = begin(EntryType.VERSION_FLOOR, 0, 0);
    memory.set(LONG, start + EntryFormat.FLOOR, floor);
    return seal(start);
  }

  int appendResult(TableId table, long keyHash, Once once, Effect effect) {
    int start = begin(EntryType.RESULT, 0, 0);
    memory.set(LONG, start + EntryFormat.TABLE, table.value());
    memory.set(LONG, start + EntryFormat.VERSION, effect.version());
    memory.set(LONG, start + EntryFormat.KEY_HASH, keyHash);
    memory.set(LONG, start + EntryFormat.CLIENT, once.client());
    memory.set(LONG, start + EntryFormat.SEQUENCE, once.sequence());
    memory.set(LONG, start + EntryFormat.ACKNOWLEDGED, once.acknowledged());
    memory.set(EntryFormat.BYTE, start + EntryFormat.EFFECT, effect.kind().code());
    memory.set(LONG, start + EntryFormat.NUMBER, effect.number());
    return seal(start);
  }

  private void appendHeader() {
    int start = begin(EntryType.SEGMENT_HEADER, 0, 0);
    memory.set(LONG, start + EntryFormat.MASTER, master.value());
    memory.set(LONG, start + EntryFormat.SEGMENT, id.value());
    memory.set(INT, start + EntryFormat.CAPACITY, capacity());
    seal(start);
  }

  private void appendDigest(Digest digest) {
    List<SegmentId> members = digest.segments();
    int start = begin(EntryType.DIGEST, 0, (long) members.size() * Long.BYTES);
    for (int index = 0; index < members.size(); index++) {
      long at = start + EntryFormat.MEMBERS + (long) index * Long.BYTES;
      memory.set(LONG, at, members.get(index).value());
    }
    seal(start);
  }

  /// Checks that the entry fits before a byte of it is written, and writes its header.
  private int begin(EntryType type, long keyBytes, long valueBytes) {
    long entryBytes = type.leastBytes() + keyBytes + valueBytes;
    requireRoom(type, entryBytes);
    memory.set(INT, length + EntryFormat.LENGTH, (int) entryBytes);
    memory.set(
        INT, length + EntryFormat.TYPE_AND_KEY_BYTES, EntryFormat.typeAndKeyBytes(type, keyBytes));
    return length;
  }

  private void requireRoom(EntryType type, long entryBytes) {
    if (entryBytes > remaining()) {
      throw new IllegalStateException(
          type + " of " + entryBytes + " bytes: segment " + id + " has room for " + remaining());
    }
  }

  private int seal(int start) {
    int end = start + memory.get(INT, start + EntryFormat.LENGTH);
    int checksum = EntryChecksum.of(crc, bytes, start, end) ^ seed.at(start);
    memory.set(INT, start + EntryFormat.CHECKSUM, checksum);
    chain = ChecksumChain.extend(chain, checksum);
    length = end;
    return start;
  }
}
