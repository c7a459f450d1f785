package dev.goalkeeper.store.log;

import static dev.goalkeeper.store.log.EntryFormat.INT;
import static dev.goalkeeper.store.log.EntryFormat.LONG;

import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// One entry where it lies: a window that its owner moves, so that reading allocates nothing.
///
/// What it answers is of the entry under it *now*; who needs something longer copies it. The
/// accessors of a type's fields demand an entry of that type.
public final class EntryView {
  private MemorySegment memory = MemorySegment.NULL;
  private long start;

  EntryView at(MemorySegment newMemory, int newStart) {
    memory = newMemory;
    start = newStart;
    return this;
  }

  public EntryType type() {
    EntryType type =
        EntryType.of(memory.get(EntryFormat.BYTE, start + EntryFormat.TYPE_AND_KEY_BYTES));
    if (type == null) {
      throw new IllegalStateException("no entry at offset " + start);
    }
    return type;
  }

  /// Where the entry begins in its segment.
  public int offset() {
    return (int) start;
  }

  /// Where the next entry begins: once this much of the segment is certified, the entry is safe.
  public int end() {
    return (int) start + bytes();
  }

  /// Bytes of the whole entry.
  public int bytes() {
    return memory.get(INT, start + EntryFormat.LENGTH);
  }

  public int keyBytes() {
    return memory.get(INT, start + EntryFormat.TYPE_AND_KEY_BYTES) >>> 8;
  }

  public int valueBytes() {
    return bytes() - type().leastBytes() - keyBytes();
  }

  public TableId table() {
    return new TableId(ofTable().memory.get(LONG, start + EntryFormat.TABLE));
  }

  public long version() {
    return ofTable().memory.get(LONG, start + EntryFormat.VERSION);
  }

  /// The hash of the key: of a result, of the key that it is about.
  public long keyHash() {
    return type() == EntryType.RESULT
        ? memory.get(LONG, start + EntryFormat.KEY_HASH)
        : KeyHash.of(key());
  }

  /// Of a result: whose mutation it was.
  public Once once() {
    of(EntryType.RESULT);
    return new Once(
        memory.get(LONG, start + EntryFormat.CLIENT),
        memory.get(LONG, start + EntryFormat.SEQUENCE),
        memory.get(LONG, start + EntryFormat.ACKNOWLEDGED));
  }

  /// Of a result: what the mutation was answered.
  public Reply reply() {
    return Effect.of(
        of(EntryType.RESULT).memory.get(EntryFormat.BYTE, start + EntryFormat.EFFECT))
        .reply(version());
  }

  /// The key's bytes in place, read-only.
  public MemorySegment key() {
    return keyed().memory.asSlice(keyStart(), keyBytes()).asReadOnly();
  }

  /// The value's bytes in place, read-only; empty for a tombstone.
  public MemorySegment value() {
    return keyed().memory.asSlice(keyStart() + keyBytes(), valueBytes()).asReadOnly();
  }

  /// Whether this is an object or tombstone of that key; allocates nothing.
  public boolean isOf(TableId table, MemorySegment key) {
    int keyBytes = keyBytes();
    if (keyBytes != key.byteSize()) {
      return false;
    }
    if (keyed().memory.get(LONG, start + EntryFormat.TABLE) != table.value()) {
      return false;
    }
    long from = keyStart();
    return MemorySegment.mismatch(memory, from, from + keyBytes, key, 0, keyBytes) < 0;
  }

  /// Of a tombstone: the segment that holds the object which it buries.
  public SegmentId buriedIn() {
    return new SegmentId(of(EntryType.TOMBSTONE).memory.get(LONG, start + EntryFormat.BURIED_IN));
  }

  public SegmentHeader segmentHeader() {
    of(EntryType.SEGMENT_HEADER);
    return new SegmentHeader(
        new ServerId(memory.get(LONG, start + EntryFormat.MASTER)),
        new SegmentId(memory.get(LONG, start + EntryFormat.SEGMENT)),
        memory.get(INT, start + EntryFormat.CAPACITY));
  }

  public Digest digest() {
    of(EntryType.DIGEST);
    List<SegmentId> segments = new ArrayList<>();
    for (long at = start + EntryFormat.MEMBERS; at < end(); at += Long.BYTES) {
      segments.add(new SegmentId(memory.get(LONG, at)));
    }
    return new Digest(segments);
  }

  private long keyStart() {
    return start + type().leastBytes();
  }

  private EntryView ofTable() {
    return type() == EntryType.RESULT ? this : keyed();
  }

  private EntryView keyed() {
    EntryType type = type();
    if (type != EntryType.OBJECT && type != EntryType.TOMBSTONE) {
      throw new IllegalStateException(type + " at offset " + start + " has no key");
    }
    return this;
  }

  private EntryView of(EntryType wanted) {
    if (type() != wanted) {
      throw new IllegalStateException(type() + " at offset " + start + " is no " + wanted);
    }
    return this;
  }
}
