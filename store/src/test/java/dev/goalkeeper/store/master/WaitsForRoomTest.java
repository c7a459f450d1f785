package dev.goalkeeper.store.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Write;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A log without room for a write, one of whose segments is on its way out.
class WaitsForRoomTest {
  private static final TableId TABLE = new TableId(1);
  private static final int SEGMENT_BYTES = 4096;
  private static final int SEGMENTS = 12;

  /// More than half of a segment.
  private static final int BYTES = 3_000;

  private static final int SMALL = 500;
  private static final Refused FULL = new Refused(Refusal.BUSY, "the memory is full");
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final SimulatedWorld world = World.simulated(1);
  private final Pool pool = Pool.named("master").world(world).failStop(thrown -> {
    throw new AssertionError(thrown);
  }).build();
  private final SegmentMemory memory =
      new SegmentMemory(SEGMENT_BYTES, (long) SEGMENTS * SEGMENT_BYTES);
  private final Log log = new Log(ServerId.of(1, 1), memory, new Unobserved());
  private final Space space = new Space(log, () -> 1);
  private final List<Request.Mutation> done = new ArrayList<>();
  private final List<Message> answers = new ArrayList<>();
  private final WaitsForRoom waits =
      new WaitsForRoom(space, (mutation, _) -> done.add(mutation));

  @BeforeEach
  void fill() {
    pool.event("begin", () -> {
      log.reserve(0);
      pool.add(waits);
      fillWith(BYTES);
      fillWith(SMALL);
    });
    world.run(MOMENT);
  }

  private void fillWith(int bytes) {
    while (space.forEntries(bytes) == Room.READY) {
      var value = MemorySegment.ofArray(new byte[bytes - Log.objectBytes(1, 0)]);
      log.appendObject(TABLE, 1, Bytes.utf8("x").memory(), value);
    }
  }

  @AfterEach
  void freeMemory() {
    memory.close();
  }

  @Test
  void aWriteIsDoneOnceThereIsRoom() {
    LogSegment going = log.segments().getFirst();
    pool.event("retire", () -> log.retire(going.id()));
    Write write = write("a");
    assertThat(hold(write, BYTES)).isTrue();
    world.run(MOMENT);
    assertThat(done).isEmpty();

    pool.event("freed", () -> log.free(going.id()));
    world.run(MOMENT);
    assertThat(done).containsExactly(write);
    assertThat(answers).isEmpty();
  }

  @Test
  void allHearWhyIfThereIsNoRoomForLong() {
    pool.event("retire", () -> log.retire(log.segments().getFirst().id()));
    assertThat(hold(write("a"), SMALL)).isTrue();
    assertThat(hold(write("b"), SMALL)).isTrue();
    world.run(WaitsForRoom.PATIENCE_MOST.minus(MOMENT));
    assertThat(answers).isEmpty();
    world.run(MOMENT.multipliedBy(2));
    assertThat(answers).containsExactly(FULL, FULL);
    assertThat(done).isEmpty();
  }

  @Test
  void noMoreWaitThanHalfASegmentTakesUnlessItIsTheFirst() {
    pool.event("retire", () -> log.retire(log.segments().getFirst().id()));
    int fit = log.entryBytesMax() / 2 / SMALL;
    for (int i = 0; i < fit; i++) {
      assertThat(hold(write("a"), SMALL)).as("write %d", i).isTrue();
    }
    assertThat(hold(write("a"), SMALL)).isFalse();
    world.run(WaitsForRoom.PATIENCE_MOST.plus(MOMENT));
    assertThat(answers).hasSize(fit);
    assertThat(hold(write("large"), BYTES)).isTrue();
    assertThat(hold(write("a"), SMALL)).isFalse();
  }

  @Test
  void whereNothingIsToBeGainedNobodyWaits() {
    assertThat(hold(write("a"), BYTES)).isFalse();
  }

  private boolean hold(Write write, int bytes) {
    var held = new boolean[1];
    pool.event("hold", () -> held[0] = waits.hold(write, bytes, FULL, answers::add));
    return held[0];
  }

  private static Write write(String key) {
    return new Write(
        TABLE, Bytes.utf8(key), Bytes.utf8("value"), Condition.ALWAYS, Once.NONE, 0);
  }
}
