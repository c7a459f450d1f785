package dev.goalkeeper.store.membership;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
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
import dev.goalkeeper.store.wire.GetMembership;
import dev.goalkeeper.store.wire.Membership;
import java.time.Duration;

/// Whether this server still belongs to the cluster. Somebody who does not know it as up makes it
/// doubt; it then asks the coordinator, lets no answer go meanwhile, and ends if it was given up.
///
/// A server that was given up and does not know it (a *zombie*) can so complete no write: some
/// backup of each segment refuses it.
public final class Standing extends Task<Standing> {
  static final Clauses<Standing> C = Clauses.of(Standing.class);

  static final CellClause<Standing> DOUBTED = C.cell("doubted");
  static final LinkInput<Standing, Peer> SELF = C.link("self");
  static final OpClause<Standing> ASK = C.op("ask").timeout(Duration.ofSeconds(1));
  static final TimerClause<Standing> REST = C.timer("rest");
  static final Fact<Standing> LISTED = C.peer("listed as up", SELF, () -> Peer.UP, true);
  static final Fact<Standing> LEFT = C.local("left", standing -> standing.left);

  static final Rules<Standing> RULES = C.rules()
      .given(LISTED.not())
        .rule ("Z4", Standing::leave,   LEFT.not())
        .goal ("G2",                    LEFT)
      .given(LISTED, ASK.is(IDLE))
        .goal ("G1",                    DOUBTED.not())
        .waits("W1",                    DOUBTED, REST.running())
        .rule ("Z1", Standing::ask,     DOUBTED, REST.running().not())
      .given(LISTED)
        .waits("W2",                    ASK.is(RUNNING))
        .rule ("Z2", Standing::believe, ASK.is(OK))
        .rule ("Z3", Standing::backOff, ASK.is(FAILED, TIMED_OUT))
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Cell<Boolean> doubted = cell(DOUBTED, false);
  private final Op<Membership> ask = op(ASK);
  private final Timer rest = timer(REST);
  private final Link<Peer> self = link(SELF);
  private final Members members;
  private final CoordinatorLine coordinator;
  private final Runnable end;
  private long doubts;
  private long doubtsAsked;
  private boolean left;

  /// @param own this server, as the list names it
  /// @param end is run once, when the cluster has given the server up
  public Standing(Members members, Peer own, CoordinatorLine coordinator, Runnable end) {
    this.members = members;
    this.coordinator = coordinator;
    this.end = end;
    self.set(own);
  }

  @Override
  protected Rules<Standing> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "standing";
  }

  /// Somebody does not know this server as up.
  public void doubt() {
    doubts++;
    doubted.set(true);
  }

  /// True while no answer may leave.
  public Cell<Boolean> doubted() {
    return doubted;
  }

  private void ask() {
    doubtsAsked = doubts;
    coordinator.call(new GetMembership(), new Expecting<>(Membership.class, ask), ask.begin());
  }

  /// Deaths come first: whoever is not listed any more stays in doubt until it has left. So does
  /// one that was doubted again since it asked, or that the coordinator has never heard of.
  private void believe() {
    Membership list = ask.value();
    members.apply(list);
    boolean listed = list.members().stream()
        .anyMatch(member -> member.up() && member.id().equals(self.get().id()));
    doubted.set(!listed || doubts != doubtsAsked);
    ask.reset();
  }

  private void backOff() {
    ask.reset();
    rest.backoff(BACKOFF);
  }

  private void leave() {
    left = true;
    doubted.set(true);
    ask.reset();
    end.run();
  }
}
