package dev.goalkeeper.store.coordinator;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.transport.RequestRefused;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.BringTablet;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Has a tablet brought from the living server that serves it to another one. It ends when it is
/// decided what came of that: it belongs to the heir, or stays, or its owner has died.
final class TabletMove extends Task<TabletMove> {
  static final Clauses<TabletMove> C = Clauses.of(TabletMove.class);

  static final LinkInput<TabletMove, EnlistedServer> SOURCE = C.link("source");
  static final LinkInput<TabletMove, EnlistedServer> HEIR = C.link("heir");
  static final OpClause<TabletMove> BRING = C.op("bring").timeout(Duration.ofSeconds(2));
  static final TimerClause<TabletMove> REST = C.timer("rest");
  static final Fact<TabletMove> SOURCE_UP =
      C.peer("source up", SOURCE, () -> EnlistedServer.UP, false);
  static final Fact<TabletMove> HEIR_UP =
      C.peer("heir up", HEIR, () -> EnlistedServer.UP, false);
  static final Fact<TabletMove> REFUSED = C.fact("refused", TabletMove::refused, BRING);

  static final Rules<TabletMove> RULES = C.implies(REFUSED, BRING.is(FAILED)).rules()
      .given()
        .rule ("V1", TabletMove::lose,       SOURCE_UP.not())
      .given(SOURCE_UP)
        .rule ("V2", TabletMove::stay,       HEIR_UP.not())
      .given(SOURCE_UP, HEIR_UP)
        .waits("W1",                         BRING.is(IDLE), REST.running())
        .rule ("V3", TabletMove::bring,      BRING.is(IDLE), REST.running().not())
        .waits("W2",                         BRING.is(RUNNING))
        .rule ("V4", TabletMove::record,     BRING.is(OK))
        .rule ("V5", TabletMove::askAgain,   BRING.is(FAILED, TIMED_OUT), REFUSED.not())
        .rule ("V6", TabletMove::giveUp,     BRING.is(FAILED), REFUSED)
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Link<EnlistedServer> source = link(SOURCE);
  private final Link<EnlistedServer> heir = link(HEIR);
  private final Op<Recovered> bring = op(BRING);
  private final Timer rest = timer(REST);
  private final List<Responder> askers = new ArrayList<>();
  private final Moves owner;
  private final Calls calls;
  private final TabletAssignment tablet;
  private final EnlistedServer to;
  private final long number;

  TabletMove(Moves owner, Calls calls, TabletAssignment tablet, EnlistedServer to, long number) {
    this.owner = owner;
    this.calls = calls;
    this.tablet = tablet;
    this.to = to;
    this.number = number;
    source.set(tablet.owner());
    heir.set(to);
  }

  @Override
  protected Rules<TabletMove> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "move " + number + " of " + tablet.tablet();
  }

  TabletAssignment tablet() {
    return tablet;
  }

  EnlistedServer heir() {
    return to;
  }

  long number() {
    return number;
  }

  /// Who waits for what comes of it.
  List<Responder> askers() {
    return askers;
  }

  void ask(Responder responder) {
    askers.add(responder);
  }

  /// Not one who has yet to let go of what it had before.
  private boolean refused() {
    return bring.status() == FAILED && bring.failure() instanceof RequestRefused refusal
        && refusal.refused().reason() != Refusal.BUSY;
  }

  private void lose() {
    owner.lost(this);
  }

  private void stay() {
    owner.stays(this, new Refused(Refusal.TOO_FEW_SERVERS, heir().id() + " is not up any more"));
  }

  private void bring() {
    calls.send(heir().member(), new BringTablet(number, tablet.tablet()),
        new Expecting<>(Recovered.class, bring), bring.begin());
  }

  private void record() {
    owner.gone(this, bring.value());
  }

  private void askAgain() {
    bring.reset();
    rest.backoff(BACKOFF);
  }

  private void giveUp() {
    owner.stays(this, ((RequestRefused) bring.failure()).refused());
  }
}
