package dev.goalkeeper.store.replication;

import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.wire.SegmentId;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Answers in the order in which they came, each with the log position that it rests on.
///
/// They lie in a ring of slots that are used again and again, so that holding an answer allocates
/// nothing (`ReplicaTurnBenchmark`). The ring grows with the most that were ever held at once,
/// which whoever holds them bounds.
final class WaitingAnswers {
  /// A power of two, as all further sizes.
  private static final int SLOTS_FIRST = 64;

  /// One answer and its position.
  private static final class Slot {
    private SegmentId segment = SegmentId.NONE;
    private int offset;
    private long sinceNanos;
    private @Nullable Runnable answer;
  }

  private Slot[] ring = new Slot[0];
  private int head;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(LogPosition position, Runnable answer, long nowNanos) {
    if (size == ring.length) {
      grow();
    }
    Slot slot = at(size);
    slot.segment = position.segment();
    slot.offset = position.offset();
    slot.sinceNanos = nowNanos;
    slot.answer = answer;
    size++;
  }

  /// Whether there is a first one, and its position is reached.
  boolean firstWithin(LogPosition certified) {
    return size > 0 && certified.reaches(at(0).segment, at(0).offset);
  }

  /// Since when the first one, which there must be, waits.
  long firstSinceNanos() {
    return at(0).sinceNanos;
  }

  /// Takes the first one, which there must be.
  Runnable remove() {
    Slot slot = at(0);
    Runnable answer = Objects.requireNonNull(slot.answer, "no answer waits");
    slot.answer = null;
    head = head + 1 & ring.length - 1;
    size--;
    return answer;
  }

  private Slot at(int position) {
    return ring[head + position & ring.length - 1];
  }

  /// Doubles the ring, which is full; what it holds comes to its beginning.
  private void grow() {
    Slot[] bigger = new Slot[Math.max(SLOTS_FIRST, 2 * size)];
    Arrays.setAll(bigger, position -> position < size ? at(position) : new Slot());
    ring = bigger;
    head = 0;
  }
}
