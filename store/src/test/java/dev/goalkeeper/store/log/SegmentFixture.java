package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Segments with random entries, the same for the same seed.
final class SegmentFixture {
  static final ServerId MASTER = ServerId.of(7, 1);
  static final SegmentId SEGMENT = new SegmentId(3);
  static final TableId TABLE = new TableId(5);
  static final long FLOOR = 77;
  static final int CAPACITY = 64 << 10;

  private SegmentFixture() {}

  /// On the heap, so that a test may damage it and the garbage collector frees it.
  static LogSegment segment() {
    return new LogSegment(
        MASTER,
        SEGMENT,
        MemorySegment.ofArray(new byte[CAPACITY]),
        new Digest(List.of(new SegmentId(1), SEGMENT)), FLOOR);
  }

  static LogSegment randomSegment(Random random, int entries) {
    LogSegment segment = segment();
    for (int index = 0; index < entries; index++) {
      MemorySegment key = randomBytes(random, 1 + random.nextInt(30));
      if (random.nextInt(4) == 0) {
        segment.appendTombstone(TABLE, index, key, new SegmentId(1));
      } else {
        segment.appendObject(TABLE, index, key, randomBytes(random, random.nextInt(200)));
      }
    }
    return segment;
  }

  static MemorySegment randomBytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return MemorySegment.ofArray(bytes);
  }

  static MemorySegment bytes(String text) {
    return MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A copy of all that the segment may grow to.
  static MemorySegment copy(LogSegment segment) {
    byte[] bytes = new byte[segment.capacity()];
    MemorySegment copy = MemorySegment.ofArray(bytes);
    copy.copyFrom(segment.bytes(0, segment.length()));
    return copy;
  }

  static EntryWalker walker(MemorySegment memory) {
    return new EntryWalker(memory, MASTER, SEGMENT);
  }
}
