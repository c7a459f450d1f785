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
  static final OpClause<Slot> TRY = C.op("try").endless();
  static final TimerClause<Slot> DEADLINE = C.timer("deadline");
  static final TimerClause<Slot> REST = C.timer("rest");

  static final Fact<Slot> ROUTED = C.peer("routed", MAP, () -> TableMap.KNOWN, true);
  static final Fact<Slot> DENIED = C.peer("denied", MAP, () -> TableMap.DENIED, false);
  static final Fact<Slot> FINAL = C.fact("final", Slot::answeredForGood, TRY);
  static final Fact<Slot> HARMLESS = C.fact("harmless", Slot::mayTryAgain, BUSY, TRY);

  static final Rules<Slot> RULES = C
      .implies(FINAL, TRY.is(OK)).implies(HARMLESS, TRY.is(FAILED)).implies(DENIED, ROUTED.not())
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
        .waits("W1",                DEADLINE.running())
        .rule ("C7", Slot::unknown, DEADLINE.running().not())
      .given(BUSY, TRY.is(IDLE))
        .rule ("C8", Slot::late,    DEADLINE.running().not())
      .given(BUSY, TRY.is(IDLE), DEADLINE.running())
        .rule ("C9", Slot::refuse,  DENIED)
        .waits("W2",                DENIED.not(), ROUTED.not())
        .waits("W3",                DENIED.not(), ROUTED, REST.running())
        .rule ("C10", Slot::send,   DENIED.not(), ROUTED, REST.running().not())
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(5), Duration.ofMillis(250), Duration.ofSeconds(1));

  private final Cell<Boolean> busy = cell(BUSY, false);
  private final Link<TableMap> map = link(MAP);
  private final Op<Message> attempt = op(TRY);
  private final Timer deadline = timer(DEADLINE);
  private final Timer rest = timer(REST);
  private final Slots slots;
  private final int number;
  private @Nullable Call call;
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
    long left = taken.deadlineNanos() - pool().now();
    if (left > 0) {
      deadline.start(Duration.ofNanos(left));
    }
    busy.set(true);
  }

  /// The client closes: what has been sent may have arrived.
  void abandon() {
    if (call != null) {
      boolean sent = attempt.status() != IDLE;
      end(sent ? new Result.Unknown("the client was closed")
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
          NOT_OPEN, BAD_CERTIFICATE, UNKNOWN_SUBJECT, DISK_FAILED, INCOMPLETE -> true;
    };
  }

  private boolean mayTryAgain() {
    if (attempt.status() != FAILED || call == null) {
      return false;
    }
    boolean sent = !(attempt.failure() instanceof TransportLost lost) || lost.sent();
    return !sent || call.repeatable();
  }

  private void send() {
    switch (call().route()) {
      case Route.ToCoordinator _ -> slots.coordinators().call(Envelope.NONE,
          (Request.ToCoordinator) call().request().apply(TableId.NONE), attempt, attempt.begin());
      case Route.ToProcess process -> slots.transport().call(process.address(), Envelope.NONE,
          call().request().apply(TableId.NONE), attempt, attempt.begin());
      case Route.ToKey key -> {
        Tablet tablet = map.get().table().orElseThrow().tablet(key.hash());
        var envelope = new Envelope(0, 0, ServerId.NONE, tablet.owner());
        slots.transport().call(tablet.address(), envelope, call().request().apply(tablet.table()),
            attempt, attempt.begin());
      }
    }
  }

  private void answer() {
    end(new Result.Answered((Reply) attempt.value()));
  }

  /// It has certainly not been done, or doing it twice is the same as once. Whoever serves the key
  /// may have changed.
  private void again() {
    boolean busyThere = attempt.status() == OK
        && attempt.value() instanceof Refused refused && refused.reason() == Refusal.BUSY;
    hindrance = attempt.status() == OK
        ? attempt.value().toString()
        : String.valueOf(attempt.failure().getMessage());
    attempt.reset();
    rest.backoff(BACKOFF);
    if (!busyThere) {
      map.target().ifPresent(TableMap::refresh);
    }
  }

  private void refuse() {
    end(new Result.Answered(new Refused(Refusal.UNKNOWN_TABLE,
        "there is no table '" + ((Route.ToKey) call().route()).table() + "': make it first")));
  }

  private void late() {
    end(new Result.NotDone("not done by its deadline: " + hindrance));
  }

  /// Whoever was asked is gone, or hangs: others may serve the key now, or soon.
  private void unknown() {
    map.target().ifPresent(TableMap::refresh);
    end(new Result.Unknown(attempt.status() == FAILED
        ? String.valueOf(attempt.failure().getMessage())
        : "no answer by its deadline"));
  }

  private void end(Result result) {
    Call ended = call();
    call = null;
    attempt.reset();
    deadline.stop();
    rest.stop();
    busy.set(false);
    ended.end().accept(result);
    slots.free(this);
  }
}
