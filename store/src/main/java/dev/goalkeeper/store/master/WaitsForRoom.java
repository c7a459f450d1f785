package dev.goalkeeper.store.master;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/// Mutations that found no room in the log while the cleaner makes some, which as a rule takes less
/// than a client would stay away. They wait in the order in which they came, and are done from
/// their beginning. Its goal is that none waits.
///
/// If there is no room for long, all are told to come again: their clients know why, and what waits
/// here is memory too.
public final class WaitsForRoom extends Task<WaitsForRoom> {
  static final Clauses<WaitsForRoom> C = Clauses.of(WaitsForRoom.class);

  static final Input<WaitsForRoom> HELD = C.value("held");
  static final Input<WaitsForRoom> SPACE = C.value("space");
  static final TimerClause<WaitsForRoom> PATIENCE = C.timer("patience");
  static final Fact<WaitsForRoom> SOME =
      C.fact("some wait", waits -> waits.held.get() > 0, HELD);
  static final Fact<WaitsForRoom> ROOM = C.fact("room", WaitsForRoom::room, HELD, SPACE);

  static final Rules<WaitsForRoom> RULES = C.rules()
      .given()
        .goal ("G",                        SOME.not())
      .given(SOME)
        .rule ("A1", WaitsForRoom::again,  ROOM)
        .waits("W1",                       ROOM.not(), PATIENCE.running())
        .rule ("A2", WaitsForRoom::refuse, ROOM.not(), PATIENCE.running().not())
      .build();

  /// Without room for a single one of them.
  static final Duration PATIENCE_MOST = Duration.ofMillis(100);

  /// Bytes that all of them take, as a part of a segment's; one may take more.
  private static final int BYTES_PART = 2;

  private final Cell<Long> held = value(HELD, 0L);
  private final Timer patience = timer(PATIENCE);
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final Space space;
  private final BiConsumer<Request.Mutation, Responder> done;
  private long bytes;

  /// @param needs bytes of the log
  /// @param hindrance that it would have been answered with
  private record Waiting(HeldMutation mutation, int needs, Refused hindrance) {}

  /// @param done is given each of them once there is room
  WaitsForRoom(Space space, BiConsumer<Request.Mutation, Responder> done) {
    this.space = space;
    this.done = done;
    watch(SPACE, space.changes());
  }

  @Override
  protected Rules<WaitsForRoom> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "waits for room";
  }

  /// Has a mutation wait, if that helps and it may; otherwise it is to be answered.
  ///
  /// @param needs bytes of the log, all of which it takes at once
  boolean hold(Request.Mutation request, int needs, Refused hindrance, Responder responder) {
    boolean fits = queue.isEmpty()
        || bytes + needs <= space.log().entryBytesMax() / BYTES_PART;
    if (!fits || !space.entriesWait(needs)) {
      return false;
    }
    queue.add(new Waiting(HeldMutation.of(request, responder), needs, hindrance));
    bytes += needs;
    if (!patience.running()) {
      patience.start(PATIENCE_MOST);
    }
    held.set((long) queue.size());
    return true;
  }

  private boolean room() {
    return queue.isEmpty() || !space.entriesWait(queue.getFirst().needs());
  }

  private void again() {
    HeldMutation first = next().mutation();
    patience.start(PATIENCE_MOST);
    done.accept(first.request(), first.responder());
  }

  private void refuse() {
    while (!queue.isEmpty()) {
      Waiting first = next();
      first.mutation().responder().respond(first.hindrance());
    }
  }

  private Waiting next() {
    Waiting first = queue.removeFirst();
    bytes -= first.needs();
    held.set((long) queue.size());
    return first;
  }
}
