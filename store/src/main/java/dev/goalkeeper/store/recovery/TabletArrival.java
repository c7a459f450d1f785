package dev.goalkeeper.store.recovery;

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
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.log.EntryParcel;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.transport.RequestRefused;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.BringTablet;
import dev.goalkeeper.store.wire.PullCursor;
import dev.goalkeeper.store.wire.PullTablet;
import dev.goalkeeper.store.wire.Pulled;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.SegmentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Brings a tablet to this master from the living one that serves it: page by page into this
/// master's log, then that has to be safe, and then whoever asked is told.
final class TabletArrival extends Task<TabletArrival> {
  static final Clauses<TabletArrival> C = Clauses.of(TabletArrival.class);

  static final LinkInput<TabletArrival, Peer> SOURCE = C.link("source");
  static final CellClause<TabletArrival> ASKED = C.cell("asked");
  static final CellClause<TabletArrival> HINDERED = C.cell("hindered");
  static final CellClause<TabletArrival> SAFE = C.cell("safe");
  static final Input<TabletArrival> SPACE = C.value("space");
  static final Input<TabletArrival> WANTED = C.value("wanted");
  static final OpClause<TabletArrival> PULL = C.op("pull").timeout(Duration.ofSeconds(1));
  static final TimerClause<TabletArrival> REST = C.timer("rest");
  static final Fact<TabletArrival> UP = C.peer("source up", SOURCE, () -> Peer.UP, false);
  static final Fact<TabletArrival> DENIED = C.fact("denied", TabletArrival::denied, PULL);
  static final Fact<TabletArrival> ROOM =
      C.fact("room", arrival -> !arrival.target.waits(), SPACE, WANTED);
  static final Fact<TabletArrival> COMPLETE = C.local("all came", arrival -> arrival.complete);
  static final Fact<TabletArrival> BURIED = C.local("dead buried", arrival -> arrival.buried);
  static final Fact<TabletArrival> FINISHED = C.local("finished", arrival -> arrival.finished);

  static final Rules<TabletArrival> RULES = C
      .implies(SAFE, FINISHED).implies(FINISHED, BURIED).implies(BURIED, COMPLETE)
      .implies(DENIED, PULL.is(FAILED)).rules()
      .given(HINDERED)
        .rule ("H1", TabletArrival::refuse)
      .given(HINDERED.not(), COMPLETE.not())
        .rule ("H2", TabletArrival::lose,    UP.not())
      .given(HINDERED.not(), COMPLETE.not(), UP)
        .waits("W1",                         PULL.is(IDLE), REST.running())
        .rule ("H3", TabletArrival::pull,    PULL.is(IDLE), REST.running().not())
        .waits("W2",                         PULL.is(RUNNING))
        .rule ("H4", TabletArrival::take,    PULL.is(OK), ROOM)
        .waits("W4",                         PULL.is(OK), ROOM.not())
        .rule ("H5", TabletArrival::backOff, PULL.is(FAILED, TIMED_OUT), DENIED.not())
        .rule ("H6", TabletArrival::giveUp,  PULL.is(FAILED), DENIED)
      .given(HINDERED.not(), COMPLETE, FINISHED.not())
        .rule ("H7", TabletArrival::bury,    BURIED.not())
        .rule ("H8", TabletArrival::finish,  BURIED)
      .given(HINDERED.not(), COMPLETE, FINISHED)
        .waits("W3",                         SAFE.not())
        .rule ("H9", TabletArrival::tell,    SAFE, ASKED)
        .goal ("G",                          SAFE, ASKED.not())
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(5), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Link<Peer> source = link(SOURCE);
  private final Cell<Boolean> asked = cell(ASKED, false);
  private final Cell<Boolean> hindered = cell(HINDERED, false);
  private final Cell<Boolean> safe = cell(SAFE, false);
  private final Op<Pulled> pull = op(PULL);
  private final Timer rest = timer(REST);
  private final List<Responder> waiting = new ArrayList<>();
  private final RecoveryMaster owner;
  private final BringTablet request;
  private final ReplayTarget target;
  private @Nullable EntryParcel begun;
  private PullCursor cursor = PullCursor.START;
  private @Nullable Refused hindrance;
  private boolean complete;
  private boolean buried;
  private boolean finished;

  TabletArrival(RecoveryMaster owner, BringTablet request, Peer from, ReplayTarget target) {
    this.owner = owner;
    this.request = request;
    this.target = target;
    source.set(from);
    watch(SPACE, target.space());
    watch(WANTED, target.wanted());
  }

  @Override
  protected Rules<TabletArrival> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "arrival " + request.number() + " of " + request.tablet();
  }

  Inbound what() {
    return Inbound.of(request.number(), request.tablet());
  }

  void ask(Responder responder) {
    waiting.add(responder);
    asked.set(true);
  }

  /// A later recovery or move has the same tablet: whoever wanted it of this one wants it no more.
  void supersede(long by) {
    hinder(new Refused(Refusal.INCOMPLETE, name() + " was superseded by " + by));
  }

  private boolean denied() {
    return pull.status() == FAILED && pull.failure() instanceof RequestRefused refusal
        && refusal.refused().reason() != Refusal.BUSY;
  }

  private void pull() {
    owner.call(source.get(), new PullTablet(request.number(), request.tablet(), cursor),
        new Expecting<>(Pulled.class, pull), pull.begin());
  }

  /// What was damaged on the way is asked for again, at the same place. Where there is no room for
  /// more it goes on when there is.
  private void take() {
    Pulled came = pull.value();
    EntryParcel parcel = begun;
    if (parcel == null) {
      parcel = new EntryParcel(came.bytes(), request.tablet().owner(), SegmentId.NONE);
    }
    if (!parcel.handOn(this::replay)) {
      begun = parcel;
      return;
    }
    begun = null;
    pull.reset();
    if (!parcel.damaged()) {
      cursor = came.next();
      complete = came.last();
      target.raiseVersions(came.versionFloor());
    }
  }

  private boolean replay(EntryView entry) {
    return hindrance != null || target.take(entry, this::hinder);
  }

  private void lose() {
    hinder(new Refused(Refusal.INCOMPLETE,
        request.tablet().owner() + " is not up: its tablets are recovered"));
  }

  private void giveUp() {
    hinder(((RequestRefused) pull.failure()).refused());
    pull.reset();
  }

  private void backOff() {
    pull.reset();
    rest.backoff(BACKOFF);
  }

  private void bury() {
    target.bury().ifPresentOrElse(this::hinder, () -> buried = true);
  }

  private void finish() {
    finished = true;
    target.finish(() -> safe.set(true));
  }

  private void tell() {
    answer(new Recovered(target.start().segment(), target.start().offset()));
  }

  /// Who asks again begins anew.
  private void refuse() {
    target.abandon();
    owner.forget(this);
    answer(Objects.requireNonNull(hindrance));
  }

  private void hinder(Refused why) {
    hindrance = why;
    hindered.set(true);
  }

  private void answer(Reply reply) {
    waiting.forEach(responder -> responder.respond(reply));
    waiting.clear();
    asked.set(false);
  }
}
