package dev.goalkeeper.store.coordinator;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.Cell;
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
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.MembershipApplied;
import dev.goalkeeper.store.wire.PushMembership;
import java.time.Duration;

/// Brings one server to the newest list. Each has a task of its own, so that nobody is held up by
/// the slowest; the whole list goes out, so that a server which missed ten changes catches up in
/// one step.
final class Dissemination extends Task<Dissemination> {
  static final Clauses<Dissemination> C = Clauses.of(Dissemination.class);

  static final LinkInput<Dissemination, EnlistedServer> SERVER = C.link("server");
  static final Input<Dissemination> LIST = C.value("list");
  static final OpClause<Dissemination> PUSH = C.op("push").timeout(Duration.ofSeconds(1));
  static final TimerClause<Dissemination> REST = C.timer("rest");
  static final Fact<Dissemination> UP =
      C.fact("listed as up", Dissemination::listed, SERVER, LIST);
  static final Fact<Dissemination> TOLD = C.local("told of its end", Dissemination::told);
  static final Fact<Dissemination> BEHIND = C.fact("behind", Dissemination::behind, LIST);

  static final Rules<Dissemination> RULES = C.rules()
      .given(UP, PUSH.is(IDLE))
        .goal ("G1",                          BEHIND.not())
        .waits("W1",                          BEHIND, REST.running())
        .rule ("D1", Dissemination::push,     BEHIND, REST.running().not())
      .given(UP.not(), PUSH.is(IDLE))
        .goal ("G2",                          TOLD)
        .waits("W3",                          TOLD.not(), REST.running())
        .rule ("D4", Dissemination::farewell, TOLD.not(), REST.running().not())
      .given()
        .waits("W2",                          PUSH.is(RUNNING))
        .rule ("D2", Dissemination::confirm,  PUSH.is(OK))
        .rule ("D3", Dissemination::backOff,  PUSH.is(FAILED, TIMED_OUT))
      .build();

  /// A server that is dead never answers; one that was cut off while it was given up may be back
  /// within a few time-outs.
  private static final int FAREWELLS_MAX = 10;

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofSeconds(5));

  private final Link<EnlistedServer> server = link(SERVER);
  private final Op<MembershipApplied> push = op(PUSH);
  private final Timer rest = timer(REST);
  private final Calls calls;
  private final Cell<Membership> list;
  private long confirmed;
  private long ending = Long.MAX_VALUE;
  private int farewells;

  /// @param confirmed the version that the server was told as it enlisted
  Dissemination(Calls calls, EnlistedServer to, Cell<Membership> list, long confirmed) {
    this.calls = calls;
    this.list = watch(LIST, list);
    this.confirmed = confirmed;
    server.set(to);
  }

  @Override
  protected Rules<Dissemination> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "list for " + server.target().map(to -> to.id().toString()).orElse("nobody");
  }

  private boolean listed() {
    return server.target().filter(to -> to.member().up()).isPresent();
  }

  private boolean behind() {
    return confirmed < list.get().version();
  }

  private boolean told() {
    return confirmed >= ending || farewells == FAREWELLS_MAX;
  }

  private void push() {
    send();
  }

  /// A server that was given up may be alive and only slow: it ends by itself when it reads this.
  private void farewell() {
    ending = Math.min(ending, list.get().version());
    farewells++;
    send();
  }

  private void confirm() {
    confirmed = Math.max(confirmed, push.value().version());
    push.reset();
  }

  private void backOff() {
    push.reset();
    rest.backoff(BACKOFF);
  }

  private void send() {
    var request = new PushMembership(list.get());
    var answer = new Expecting<>(MembershipApplied.class, push);
    calls.send(server.get().member(), request, answer, push.begin());
  }
}
