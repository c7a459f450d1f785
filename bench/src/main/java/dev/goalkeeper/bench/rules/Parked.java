package dev.goalkeeper.bench.rules;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Status;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import java.time.Duration;

/// A task with an operation, a timer and a peer, which waits for the peer and never fires.
final class Parked extends Task<Parked> {
  private static final Clauses<Parked> C = Clauses.of(Parked.class);
  private static final LinkInput<Parked, Hub> HUB = C.link("hub");
  private static final OpClause<Parked> CALL = C.op("call").endless();
  private static final TimerClause<Parked> REST = C.timer("rest");
  private static final Fact<Parked> UP = C.peer("up", HUB, () -> Hub.UP, false);

  private static final Rules<Parked> RULES = C.rules()
      .given(CALL.is(Status.IDLE))
        .waits("W1",               UP.not())
        .waits("W2",               UP, REST.running())
        .rule ("R1", Parked::call, UP, REST.running().not())
      .given()
        .waits("W3",               CALL.is(Status.RUNNING))
        .rule ("R2", Parked::rest, CALL.is(Status.FAILED))
        .goal ("G",                CALL.is(Status.OK))
      .build();

  private final Op<String> call = op(CALL);
  private final Timer rest = timer(REST);

  Parked(Hub hub) {
    link(HUB).set(hub);
  }

  @Override
  protected Rules<Parked> rules() {
    return RULES;
  }

  private void call() {
    call.call(this::name);
  }

  private void rest() {
    call.reset();
    rest.start(Duration.ofMillis(1));
  }
}
