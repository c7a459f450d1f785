package dev.goalkeeper.store.server;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.backup.KeptFrames;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.transport.RequestRefused;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.Refusal;
import java.time.Duration;

/// Makes a process a server of the cluster: enlists it, opens its frames, sets its parts to work.
/// Its goal is to serve.
final class Enlistment extends Task<Enlistment> {
  static final Clauses<Enlistment> C = Clauses.of(Enlistment.class);

  static final OpClause<Enlistment> ENLIST = C.op("enlist").timeout(Duration.ofSeconds(2));
  static final OpClause<Enlistment> OPEN = C.op("open frames").endless();
  static final TimerClause<Enlistment> REST = C.timer("rest");
  static final Fact<Enlistment> REJECTED = C.fact("rejected", Enlistment::rejected, ENLIST);
  static final Fact<Enlistment> TOLD = C.local("told", enlistment -> enlistment.told);
  static final Fact<Enlistment> SERVING = C.local("serving", enlistment -> enlistment.serving);

  static final Rules<Enlistment> RULES = C.implies(REJECTED, ENLIST.is(FAILED)).rules()
      .given()
        .goal ("G",                        SERVING)
      .given(SERVING.not(), ENLIST.is(IDLE))
        .waits("W1",                       REST.running())
        .rule ("N1", Enlistment::ask,      REST.running().not())
      .given(SERVING.not())
        .waits("W2",                       ENLIST.is(RUNNING))
      .given(SERVING.not(), ENLIST.is(FAILED, TIMED_OUT))
        .rule ("N2", Enlistment::complain, REJECTED.not(), TOLD.not())
        .rule ("N3", Enlistment::backOff,  REJECTED.not(), TOLD)
        .rule ("N4", Enlistment::giveUp,   REJECTED)
      .given(SERVING.not(), ENLIST.is(OK))
        .rule ("N5", Enlistment::open,     OPEN.is(IDLE))
        .waits("W3",                       OPEN.is(RUNNING))
        .rule ("N6", Enlistment::serve,    OPEN.is(OK))
        .rule ("N7", Enlistment::fail,     OPEN.is(FAILED))
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(5));

  private final Op<Enlisted> enlist = op(ENLIST);
  private final Op<KeptFrames> open = op(OPEN);
  private final Timer rest = timer(REST);
  private final StoreServer server;
  private boolean told;
  private boolean serving;

  Enlistment(StoreServer server) {
    this.server = server;
  }

  @Override
  protected Rules<Enlistment> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "enlistment";
  }

  /// No other try would end otherwise: a person has to decide.
  private boolean rejected() {
    return enlist.status() == FAILED
        && enlist.failure() instanceof RequestRefused refusal
        && refusal.refused().reason() == Refusal.WRONG_CLUSTER;
  }

  private void ask() {
    server.enlist(new Expecting<>(Enlisted.class, enlist), enlist.begin());
  }

  private void complain() {
    String why = enlist.status() == FAILED
        ? String.valueOf(enlist.failure().getMessage()) : "no answer in time";
    server.tell("cannot enlist with the coordinator yet, and keeps trying: " + why);
    told = true;
  }

  private void backOff() {
    enlist.reset();
    rest.backoff(BACKOFF);
  }

  private void giveUp() {
    server.die(String.valueOf(enlist.failure().getMessage()));
    serving = true;
  }

  /// The list that came with the id has to be there before anybody else's word about it is.
  private void open() {
    server.join(enlist.value());
    open.call(server::openFrames);
  }

  private void serve() {
    server.serve(open.value());
    serving = true;
  }

  private void fail() {
    server.die(String.valueOf(open.failure().getMessage()));
    serving = true;
  }
}
