package dev.goalkeeper.store.client;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;

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
import dev.goalkeeper.store.transport.TransportLost;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Carries one call at a time: finds out where it goes, sends it, sends it again if that can do no
/// harm, and ends it by its deadline at the latest. Its goal is to be free.
final class Slot extends Task<Slot> {
  static final Clauses<Slot> C = Clauses.of(Slot.class);

  static final CellClause<Slot> BUSY = C.cell("busy");
  static final LinkInput<Slot, TableMap> MAP = C.link("map");
  static final LinkInput<Slot, Lease> LEASE = C.link("lease");
  static final OpClause<Slot> TRY = C.op("try").endless();
  static final TimerClause<Slot> DEADLINE = C.timer("deadline");
  static final TimerClause<Slot> PATIENCE = C.timer("patience");
  static final TimerClause<Slot> REST = C.timer("rest");

  static final Fact<Slot> ROUTED = C.peer("routed", MAP, () -> TableMap.KNOWN, true);
  static final Fact<Slot> DENIED = C.peer("denied", MAP, () -> TableMap.DENIED, false);
  static final Fact<Slot> NUMBERED = C.peer("numbered", LEASE, () -> Lease.ROOM, true);
  static final Fact<Slot> FINAL = C.fact("final", Slot::answeredForGood, TRY);
  static final Fact<Slot> HARMLESS = C.fact("harmless", Slot::mayTryAgain, BUSY, TRY);

  static final Rules<Slot> RULES = C
      .implies(FINAL, TRY.is(OK)).implies(HARMLESS, TRY.is(FAILED))
      .implies(DENIED, ROUTED.not())
      .rules()
      .given()
        .goal ("G",                 BUSY.not())
      .given(BUSY, TRY.is(OK))
        .rule ("C1", Slot::answer,  FINAL)
        .rule ("C2", Slot::again,   FINAL.not(), DEADLINE.running())
        .rule ("C3", Slot::late,    FINAL.not(), DEADLINE.running().not())
      .given(BUSY, TRY.is(FAILED))
        .rule ("C4", Slot::unknown, HARMLESS.not())
        .rule ("C5", Slot::again,   HARMLESS, DEADLINE.running())
        .rule ("C6", Slot::late,    HARMLESS, DEADLINE.running().not())
      .given(BUSY, TRY.is(RUNNING))
        .waits("W1",                DEADLINE.running(), PATIENCE.running())
        .rule ("C11", Slot::again,  DEADLINE.running(), PATIENCE.running().not())
        .rule ("C7", Slot::unknown, DEADLINE.running().not())
      .given(BUSY, TRY.is(IDLE))
        .rule ("C8", Slot::late,    DEADLINE.running().not())
      .given(BUSY, TRY.is(IDLE), DEADLINE.running())
        .rule ("C9", Slot::refuse,  DENIED)
        .waits("W2",                DENIED.not(), ROUTED.not())
        .waits("W3",                DENIED.not(), ROUTED, REST.running())
        .waits("W4",                DENIED.not(), ROUTED, REST.running().not(), NUMBERED.not())
        .rule ("C10", Slot::send,   DENIED.not(), ROUTED, REST.running().not(), NUMBERED)
      .build();

  /// A master that says nothing for so long hangs, or its answer got lost; others may serve the
  /// key.
  private static final Duration SILENT_MAX = Duration.ofSeconds(2);

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(5), Duration.ofMillis(250), Duration.ofSeconds(1));

  private final Cell<Boolean> busy = cell(BUSY, false);
  private final Link<TableMap> map = link(MAP);
  private final Link<Lease> lease = link(LEASE);
  private final Op<Message> attempt = op(TRY);
  private final Timer deadline = timer(DEADLINE);
  private final Timer patience = timer(PATIENCE);
  private final Timer rest = timer(REST);
  private final Slots slots;
  private final int number;
  private @Nullable Call call;
  private @Nullable Ticket ticket;
  private TableId sentTo = TableId.NONE;
  private ServerId asked = ServerId.NONE;
  private boolean delivered;
  private String hindrance = "";

  Slot(Slots slots, int number) {
    this.slots = slots;
    this.number = number;
  }

  @Override
  protected Rules<Slot> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "slot " + number;
  }

  /// Takes a call; it must be free.
  void begin(Call taken) {
    if (call != null) {
      throw new IllegalStateException(name() + " is busy");
    }
    call = taken;
    hindrance = "too many operations were before it";
    if (taken.route() instanceof Route.ToKey key) {
      map.set(slots.map(key.table()));
      if (map.get().table().isEmpty()) {
        hindrance = "the coordinator has not told who serves table '" + key.table() + "'";
        map.get().refresh();
      }
    } else {
      map.clear();
    }
    asked = ServerId.NONE;
    number(taken.repeat());
    long left = taken.deadlineNanos() - pool().now();
    if (left > 0) {
      deadline.start(Duration.ofNanos(left));
    }
    busy.set(true);
  }

  /// Gives a mutation its number, or has it wait for one: there is no lease yet, or no room.
  private void number(Repeat repeat) {
    delivered = repeat instanceof Repeat.Again;
    switch (repeat) {
      case Repeat.Numbered _ -> {
        Lease held = slots.lease();
        if (held.want()) {
          ticket = held.begin();
        } else {
          lease.set(held);
          hindrance = "this client has no lease of the coordinator yet, or too many mutations"
              + " without a result";
        }
      }
      case Repeat.Again again -> {
        ticket = again.ticket();
        sentTo = again.table();
      }
      case Repeat.Harmless _, Repeat.Never _ -> { }
    }
  }

  /// The client closes: what has been sent may have arrived.
  void abandon() {
    if (call != null) {
      boolean sent = attempt.status() != IDLE;
      end(sent || delivered ? new Result.Unknown("the client was closed")
          : new Result.NotDone("the client was closed"));
    }
  }

  private Call call() {
    Call carried = call;
    if (carried == null) {
      throw new IllegalStateException(name() + " is free");
    }
    return carried;
  }

  private boolean answeredForGood() {
    if (attempt.status() != OK) {
      return false;
    }
    return !(attempt.value() instanceof Refused refused) || switch (refused.reason()) {
      case NOT_OWNER, WRONG_SERVER, BUSY, NOT_LEADING, NO_LEASE -> false;
      case NOT_MINE, STALE_TERM, UNKNOWN_SENDER, WRONG_CLUSTER, UNKNOWN_TABLE, NAME_IN_USE,
          TOO_FEW_SERVERS, NOT_A_NUMBER, OVERFLOW, INVALID, TOO_LARGE, NO_SPACE, STALE_REPLICA,
          NOT_OPEN, BAD_CERTIFICATE, UNKNOWN_SUBJECT, DISK_FAILED, INCOMPLETE,
          STALE_SEQUENCE -> true;
      case CLIENT_ENDED -> delivered;
    };
  }

  private boolean mayTryAgain() {
    return attempt.status() == FAILED && call != null
        && (call.repeat().harmless() || !mayHaveArrived());
  }

  private boolean mayHaveArrived() {
    return attempt.status() == RUNNING || (attempt.status() == FAILED
        && !(attempt.failure() instanceof TransportLost lost && !lost.sent()));
  }

  private void send() {
    patience.start(patience());
    switch (call().route()) {
      case Route.ToCoordinator _ -> slots.coordinators().call(Envelope.NONE,
          (Request.ToCoordinator) call().request().of(TableId.NONE, 0, Once.NONE), attempt,
          attempt.begin());
      case Route.ToProcess process -> slots.transport().call(process.address(), Envelope.NONE,
          call().request().of(TableId.NONE, 0, Once.NONE), attempt, attempt.begin());
      case Route.ToKey key -> {
        Tablet tablet = map.get().table().orElseThrow().tablet(key.hash());
        if (delivered && ticket != null && !sentTo.equals(tablet.table())) {
          end(new Result.Unknown(gone(key) + "; another one has its name now"));
          return;
        }
        sentTo = tablet.table();
        asked = tablet.owner();
        var envelope = new Envelope(0, 0, ServerId.NONE, tablet.owner());
        slots.transport().call(tablet.address(), envelope,
            call().request().of(tablet.table(), tablet.tenure(), once()), attempt, attempt.begin());
      }
    }
  }

  /// How long the answer is waited for; without end where asking again is of no use.
  private Duration patience() {
    boolean again = call().route() instanceof Route.ToKey && call().repeat().harmless();
    return again ? SILENT_MAX : Duration.ofNanos(call().deadlineNanos() - pool().now())
        .plus(SILENT_MAX);
  }

  /// Of a mutation that has its number, or gets it now.
  private Once once() {
    if (lease.target().isPresent()) {
      ticket = lease.get().begin();
      lease.clear();
    }
    return ticket == null ? Once.NONE : ticket.once();
  }

  private void answer() {
    Reply reply = (Reply) attempt.value();
    boolean untold = reply instanceof Refused refused
        && (refused.reason() == Refusal.STALE_SEQUENCE
            || refused.reason() == Refusal.CLIENT_ENDED);
    end(untold ? new Result.Unknown("nobody can tell any more what came of it: " + reply)
        : new Result.Answered(reply));
  }

  /// It has certainly not been done, or doing it twice is the same as once. Whoever serves the key
  /// may have changed.
  private void again() {
    Refusal refusal = attempt.status() == OK && attempt.value() instanceof Refused refused
        ? refused.reason() : Refusal.NOT_OWNER;
    hindrance = switch (attempt.status()) {
      case OK -> attempt.value().toString();
      case FAILED -> failure();
      case RUNNING, IDLE, TIMED_OUT -> "no answer within " + SILENT_MAX;
    };
    delivered |= mayHaveArrived();
    if (refusal == Refusal.CLIENT_ENDED) {
      numberAnew();
    }
    attempt.reset();
    patience.stop();
    rest.backoff(BACKOFF);
    if (refusal != Refusal.BUSY) {
      map.target().ifPresent(TableMap::refresh);
    }
  }

  /// The lease has ended, and no master has had the mutation under it: it belongs to the next one.
  private void numberAnew() {
    Ticket former = ticket;
    if (former != null) {
      slots.lease().ended(former.of());
      ticket = null;
      lease.set(slots.lease());
    }
  }

  /// What was sent to it, and may have arrived, nobody can tell of.
  private void refuse() {
    var key = (Route.ToKey) call().route();
    end(delivered && ticket != null ? new Result.Unknown(gone(key))
        : new Result.Answered(new Refused(Refusal.UNKNOWN_TABLE,
            "there is no table '" + key.table() + "': make it first")));
  }

  private static String gone(Route.ToKey key) {
    return "table '" + key.table() + "' was dropped, and nobody can tell any more what came of it";
  }

  private void late() {
    boolean unknown = delivered && ticket != null;
    String text = hindrance + plight();
    end(unknown ? unresolved(text)
        : new Result.NotDone("not done by its deadline: " + text));
  }

  /// Whoever was asked is gone, or hangs: others may serve the key now, or soon.
  private void unknown() {
    map.target().ifPresent(TableMap::refresh);
    end(unresolved(
        (attempt.status() == FAILED ? failure() : "no answer by its deadline") + plight()));
  }

  /// Of whom, and why.
  private String failure() {
    return (asked.equals(ServerId.NONE) ? "" : asked + ": ") + attempt.failure().getMessage();
  }

  /// What the coordinator has told of whoever was asked.
  private String plight() {
    return call().route() instanceof Route.ToKey key && map.target().isPresent()
        ? map.get().plight(key.hash()) : "";
  }

  private Result.Unknown unresolved(String text) {
    return ticket == null ? new Result.Unknown(text)
        : new Result.Unknown(text, Unresolved.of(call(), ticket, sentTo));
  }

  private void end(Result result) {
    Call ended = call();
    call = null;
    attempt.reset();
    deadline.stop();
    patience.stop();
    rest.stop();
    settle(result);
    busy.set(false);
    ended.end().accept(result);
    slots.free(this);
  }

  /// Its number is free, unless somebody may ask for its result again.
  private void settle(Result result) {
    lease.clear();
    Ticket held = ticket;
    ticket = null;
    if (held == null) {
      return;
    }
    if (result instanceof Result.Unknown(String _, Unresolved left)
        && left.mutation().isPresent()) {
      held.of().left(held.sequence());
    } else {
      held.of().resolved(held.sequence());
    }
    slots.lease().changed();
  }
}
