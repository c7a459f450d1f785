package dev.goalkeeper.store.coordinator;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;

import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.wire.Table;
import java.time.Duration;

/// A server that is to have no tablets: they go to others, one after the other. Its goal is that it
/// has none, for as long as it is drained.
///
/// Which tablet goes, and where, is chosen anew each time: whoever has least gets one. If that
/// comes to nothing another tablet is tried, and another server.
final class ServerDrain extends Task<ServerDrain> {
  static final Clauses<ServerDrain> C = Clauses.of(ServerDrain.class);

  static final Input<ServerDrain> TABLETS = C.value("tablets");
  static final LinkInput<ServerDrain, EnlistedServer> SERVER = C.link("server");
  static final OpClause<ServerDrain> MOVE = C.op("move").endless();
  static final TimerClause<ServerDrain> REST = C.timer("rest");
  static final Fact<ServerDrain> UP =
      C.peer("server up", SERVER, () -> EnlistedServer.UP, false);
  static final Fact<ServerDrain> EMPTY = C.fact("empty", drain -> drain.left() == 0, TABLETS);

  static final Rules<ServerDrain> RULES = C.rules()
      .given()
        .goal ("G2",                      UP.not())
      .given(UP, MOVE.is(IDLE))
        .goal ("G1",                      EMPTY)
        .waits("W1",                      EMPTY.not(), REST.running())
        .rule ("N1", ServerDrain::move,   EMPTY.not(), REST.running().not())
      .given(UP)
        .waits("W2",                      MOVE.is(RUNNING))
        .rule ("N2", ServerDrain::goOn,   MOVE.is(OK))
        .rule ("N3", ServerDrain::retry,  MOVE.is(FAILED))
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofSeconds(5));

  private final Link<EnlistedServer> server = link(SERVER);
  private final Op<Table> move = op(MOVE);
  private final Timer rest = timer(REST);
  private final Drains drains;
  private int failures;

  ServerDrain(Drains drains, EnlistedServer drained) {
    this.drains = drains;
    watch(TABLETS, drains.tablets());
    server.set(drained);
  }

  @Override
  protected Rules<ServerDrain> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "drain of " + server.get().id();
  }

  /// Tablets that it has.
  int left() {
    return drains.left(server.get().id());
  }

  private void move() {
    Expecting<Table> answer = new Expecting<>(Table.class, move);
    long token = move.begin();
    drains.move(server.get().id(), failures, reply -> answer.complete(token, reply));
  }

  private void goOn() {
    move.reset();
    failures = 0;
  }

  private void retry() {
    move.reset();
    failures++;
    rest.backoff(BACKOFF);
  }
}
