package dev.goalkeeper.store.log;

import static dev.goalkeeper.store.log.SegmentFixture.MASTER;
import static dev.goalkeeper.store.log.SegmentFixture.TABLE;
import static dev.goalkeeper.store.log.SegmentFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.goalkeeper.store.wire.SegmentId;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogTest {
  private static final int SEGMENT_BYTES = 4096;
  private static final int SEGMENTS = 4;

  private final SegmentMemory memory =
      new SegmentMemory(SEGMENT_BYTES, (long) SEGMENTS * SEGMENT_BYTES);
  private final List<String> heard = new ArrayList<>();
  private final Log log = new Log(MASTER, memory, new Recorder());

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void theFirstReserveOpensTheFirstSegment() {
    assertThat(log.opened()).isFalse();
    assertThat(log.reserve(100)).isEqualTo(Room.READY);
    assertThat(log.opened()).isTrue();
    assertThat(heard).containsExactly("opened 1 after 0");
    assertThat(log.end()).isEqualTo(new LogPosition(new SegmentId(1), log.head().length()));
  }

  @Test
  void appendingWithoutASegmentIsABrokenContract() {
    assertThatIllegalStateException()
        .isThrownBy(() -> log.appendObject(TABLE, 1, bytes("k"), bytes("v")));
  }

  @Test
  void anEntryIsFoundByItsReference() {
    long first = append("first", 10);
    long second = append("second", 10);
    assertThat(log.entry(first).isOf(TABLE, bytes("first"))).isTrue();
    assertThat(log.entry(second).isOf(TABLE, bytes("second"))).isTrue();
    assertThat(EntryReference.segment(second)).isEqualTo(new SegmentId(1));
    assertThat(EntryReference.offset(second)).isEqualTo(log.entry(first).end());
    assertThat(log.entry(second).end()).isEqualTo(log.end().offset());
  }

  @Test
  void aFullHeadRollsAndTheSuccessorOpensBeforeItCloses() {
    append("a", 3000);
    heard.clear();
    append("b", 3000);
    assertThat(heard).containsExactly(
        "appended 1", "opened 2 after 1", "closed 1", "appended 2");
    assertThat(log.segment(new SegmentId(1)).closed()).isTrue();
    assertThat(log.head().id()).isEqualTo(new SegmentId(2));
  }

  @Test
  void everyDigestListsTheLiveSegments() {
    append("a", 3000);
    append("b", 3000);
    append("c", 3000);
    log.free(new SegmentId(2));
    append("d", 3000);
    assertThat(digestOf(log.head()))
        .isEqualTo(new Digest(List.of(new SegmentId(1), new SegmentId(3), new SegmentId(4))));
  }

  @Test
  void withoutMemoryForAnotherSegmentItSaysSoAndTheHeadGoesOn() {
    for (int index = 0; index < SEGMENTS; index++) {
      append("key" + index, 3000);
    }
    heard.clear();
    assertThat(log.reserve(3000)).isEqualTo(Room.OUT_OF_MEMORY);
    assertThat(log.reserve(100)).isEqualTo(Room.READY);
    assertThat(heard).isEmpty();
    log.free(new SegmentId(1));
    assertThat(log.reserve(3000)).isEqualTo(Room.READY);
    assertThat(log.head().id()).isEqualTo(new SegmentId(SEGMENTS + 1));
  }

  @Test
  void whatNoSegmentCanHoldIsRefusedAtOnceAndTheLimitItselfFits() {
    assertThat(log.reserve(log.entryBytesMax() + 1)).isEqualTo(Room.TOO_LARGE);
    assertThat(log.opened()).isFalse();
    for (int index = 0; index < SEGMENTS; index++) {
      assertThat(log.reserve(log.entryBytesMax())).isEqualTo(Room.READY);
      int valueBytes = log.entryBytesMax() - Log.objectBytes(1, 0);
      log.appendObject(TABLE, 1, bytes("k"), MemorySegment.ofArray(new byte[valueBytes]));
    }
  }

  @Test
  void whatOneReserveCoversLiesInOneSegment() {
    append("filler", 3000);
    int both = Log.objectBytes(1, 400) + Log.tombstoneBytes(1);
    while (log.head().remaining() >= both) {
      append("filler", 100);
    }
    assertThat(log.reserve(both)).isEqualTo(Room.READY);
    long tombstone = log.appendTombstone(TABLE, 2, bytes("k"), new SegmentId(1));
    long object = log.appendObject(TABLE, 3, bytes("k"), MemorySegment.ofArray(new byte[400]));
    assertThat(EntryReference.segment(tombstone)).isEqualTo(new SegmentId(2));
    assertThat(EntryReference.segment(object)).isEqualTo(new SegmentId(2));
  }

  @Test
  void theHeadCannotBeFreed() {
    append("a", 10);
    assertThatIllegalArgumentException().isThrownBy(() -> log.free(new SegmentId(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> log.free(new SegmentId(2)));
  }

  @Test
  void countersAddUp() {
    append("a", 3000);
    append("b", 3000);
    log.free(new SegmentId(1));
    long bytes = 2L * Log.objectBytes(1, 3000);
    assertThat(log.counters()).isEqualTo(new LogCounters(2, bytes, 2, 1, SEGMENTS));
  }

  @Test
  void aDigestThatWouldFillTheSegmentIsRefusedWhenTheLogIsMade() {
    try (SegmentMemory many = new SegmentMemory(SEGMENT_BYTES, 1000L * SEGMENT_BYTES)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Log(MASTER, many, new Recorder()))
          .withMessageContaining("take larger segments or less memory");
    }
  }

  private long append(String key, int valueBytes) {
    assertThat(log.reserve(Log.objectBytes(key.length(), valueBytes))).isEqualTo(Room.READY);
    return log.appendObject(TABLE, 1, bytes(key), MemorySegment.ofArray(new byte[valueBytes]));
  }

  private static Digest digestOf(LogSegment segment) {
    EntryWalker walker = new EntryWalker(segment.memory(), MASTER, segment.id());
    assertThat(walker.next(segment.length())).isTrue();
    assertThat(walker.next(segment.length())).isTrue();
    return walker.entry().digest();
  }

  private final class Recorder implements SegmentObserver {
    @Override
    public void opened(LogSegment segment, SegmentId prior) {
      assertThat(segment.length()).isEqualTo(segment.opening().length());
      heard.add("opened " + segment.id().value() + " after " + prior.value());
    }

    @Override
    public void appended(LogSegment segment) {
      heard.add("appended " + segment.id().value());
    }

    @Override
    public void closed(LogSegment segment) {
      assertThat(segment.closed()).isTrue();
      heard.add("closed " + segment.id().value());
    }

    @Override
    public void retired(LogSegment segment) {
      assertThat(segment.retired()).isTrue();
      heard.add("retired " + segment.id().value());
    }
  }
}
