package dev.goalkeeper.store.coordinator;

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
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.Tablet;
import java.time.Duration;
import java.util.List;

/// Gives one tablet to its master, until the master has taken it.
///
/// When the owner crashes the tablet waits, in row W3, until its recovery has brought what it holds
/// to another master.
public final class TabletAssignment extends Task<TabletAssignment> {
  static final Clauses<TabletAssignment> C = Clauses.of(TabletAssignment.class);

  static final LinkInput<TabletAssignment, EnlistedServer> OWNER = C.link("owner");
  static final OpClause<TabletAssignment> TAKE = C.op("take").timeout(Duration.ofSeconds(1));
  static final TimerClause<TabletAssignment> REST = C.timer("rest");
  static final Fact<TabletAssignment> UP =
      C.peer("owner up", OWNER, () -> EnlistedServer.UP, false);
  static final CellClause<TabletAssignment> TAKEN = C.cell("taken");

  static final Rules<TabletAssignment> RULES = C.rules()
      .given()
        .waits("W3",                            UP.not())
        .goal ("G",                             UP, TAKEN)
      .given(UP, TAKEN.not())
        .waits("W1",                            TAKE.is(IDLE), REST.running())
        .rule ("T1", TabletAssignment::give,    TAKE.is(IDLE), REST.running().not())
        .waits("W2",                            TAKE.is(RUNNING))
        .rule ("T2", TabletAssignment::confirm, TAKE.is(OK))
        .rule ("T3", TabletAssignment::backOff, TAKE.is(FAILED, TIMED_OUT))
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofSeconds(5));

  private final Cell<Boolean> taken = cell(TAKEN, false);
  private final Link<EnlistedServer> owner = link(OWNER);
  private final Op<Done> take = op(TAKE);
  private final Timer rest = timer(REST);
  private final Calls calls;
  private final String table;
  private final Cell<Boolean> open;
  private Tablet tablet;
  private SegmentId sinceSegment = SegmentId.NONE;
  private int sinceOffset;

  /// @param open whether anybody may have heard of the table
  TabletAssignment(Calls calls, String table, Tablet tablet, EnlistedServer to,
      Cell<Boolean> open) {
    this.calls = calls;
    this.table = table;
    this.tablet = tablet;
    this.open = open;
    owner.set(to);
    // Of a table of which somebody may know nobody waits for a server that is down.
    taken.set(open.get() && !to.up());
  }

  /// As it is recorded: where it begins in its owner's log.
  TabletAssignment since(Placed placed) {
    sinceSegment = placed.sinceSegment();
    sinceOffset = placed.sinceOffset();
    return this;
  }

  @Override
  protected Rules<TabletAssignment> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return tablet + " (" + table + ")";
  }

  /// The name of its table.
  String table() {
    return table;
  }

  /// As it is served now, or will be.
  public Tablet tablet() {
    return tablet;
  }

  /// As a recovery of its owner looks for it in the owner's log.
  public LostTablet lost() {
    return new LostTablet(
        tablet.table(), tablet.firstHash(), tablet.lastHash(), sinceSegment, sinceOffset);
  }

  /// Whether nothing can have been written to it: it is new, and nobody has heard of its table.
  public boolean pristine() {
    return tablet.tenure() == 0 && !open.get();
  }

  /// Whether its owner has it, so that the owner's log can be found.
  boolean held() {
    return taken.get();
  }

  EnlistedServer owner() {
    return owner.get();
  }

  /// It is one of those pieces from now on, the others are new; their owner is to hear of it.
  ///
  /// @param pieces the first of which begins where it begins
  List<TabletAssignment> split(List<Tablet> pieces) {
    giveAgain();
    return divide(pieces);
  }

  /// The same where the owner has crashed, and hears of nothing. Who asks for the table does not
  /// wait for that one: the other tablets of the table are served.
  List<TabletAssignment> divide(List<Tablet> pieces) {
    tablet = pieces.getFirst();
    return pieces.stream().skip(1).map(this::beside).toList();
  }

  private TabletAssignment beside(Tablet piece) {
    var made = new TabletAssignment(calls, table, piece, owner.get(), open);
    made.taken.set(taken.get());
    made.sinceSegment = sinceSegment;
    made.sinceOffset = sinceOffset;
    return made;
  }

  /// It belongs to another master from now on, which has all that it holds.
  ///
  /// @param by the recovery or the move that brought it there
  /// @param at where in the log of that master it begins
  void reassign(EnlistedServer to, long by, Recovered at) {
    tablet = new Tablet(tablet.table(), tablet.firstHash(), tablet.lastHash(), to.id(),
        to.member().address(), by);
    sinceSegment = at.segment();
    sinceOffset = at.offset();
    owner.set(to);
    giveAgain();
  }

  /// Nothing came of a move: it stays where it is, in a new tenure.
  void stay(long tenure) {
    tablet = new Tablet(tablet.table(), tablet.firstHash(), tablet.lastHash(), tablet.owner(),
        tablet.address(), tenure);
    giveAgain();
  }

  private void giveAgain() {
    taken.set(false);
    take.reset();
    rest.stop();
  }

  private void give() {
    var request = new TakeTablet(tablet, table);
    calls.send(owner.get().member(), request, new Expecting<>(Done.class, take), take.begin());
  }

  private void confirm() {
    taken.set(true);
    take.reset();
  }

  private void backOff() {
    take.reset();
    rest.backoff(BACKOFF);
  }
}
