package dev.goalkeeper.store.client;

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
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.membership.Coordinators;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.transport.RequestRefused;
import dev.goalkeeper.store.wire.ClientLeased;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.RenewClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The client's lease: masters keep what came of its mutations while it lives. It is opened for the
/// first mutation, and renewed from then on.
///
/// When it has ended there is another one for what comes after. Whether it lives is for masters to
/// ask: nothing here goes by a clock.
final class Lease extends Task<Lease> {
  static final Clauses<Lease> C = Clauses.of(Lease.class);

  static final CellClause<Lease> WANTED = C.cell("wanted");
  static final CellClause<Lease> ROOM = C.cell("room");
  static final OpClause<Lease> RENEW = C.op("renew").timeout(Duration.ofSeconds(1));
  static final TimerClause<Lease> REST = C.timer("rest");
  static final Fact<Lease> ENDED = C.fact("ended", Lease::ended, RENEW);

  static final Rules<Lease> RULES = C.implies(ENDED, RENEW.is(FAILED)).rules()
      .given(RENEW.is(IDLE))
        .goal ("G",                  WANTED.not())
        .goal ("H",                  WANTED, REST.running())
        .rule ("N1", Lease::renew,   WANTED, REST.running().not())
      .given()
        .waits("W1",                 RENEW.is(RUNNING))
        .rule ("N2", Lease::learn,   RENEW.is(OK))
        .rule ("N3", Lease::backOff, RENEW.is(FAILED, TIMED_OUT), ENDED.not())
        .rule ("N4", Lease::lose,    RENEW.is(FAILED), ENDED)
      .exports(ROOM)
      .build();

  /// Of what the coordinator grants, the part after which it is asked again.
  private static final int RENEWALS = 4;

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(2));

  private final Cell<Boolean> wanted = cell(WANTED, false);
  private final Cell<Boolean> room = cell(ROOM, false);
  private final Op<ClientLeased> renew = op(RENEW);
  private final Timer rest = timer(REST);
  private final Coordinators coordinators;
  private @Nullable Sequences sequences;

  Lease(Coordinators coordinators) {
    this.coordinators = coordinators;
  }

  @Override
  protected Rules<Lease> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "lease";
  }

  /// There is a mutation; true if it can have its number now.
  boolean want() {
    wanted.set(true);
    return room.get();
  }

  /// Gives the next number to a mutation; there is [#ROOM].
  Ticket begin() {
    Sequences current = sequences;
    if (current == null) {
      throw new IllegalStateException("there is no lease yet");
    }
    var ticket = new Ticket(current, current.begin());
    changed();
    return ticket;
  }

  /// What is under way has changed.
  void changed() {
    Sequences current = sequences;
    room.set(current != null && current.room());
  }

  /// A master says that this lease has ended.
  void ended(Sequences which) {
    if (which == sequences) {
      renew.reset(); // a late answer about that lease is not about the next one
      rest.stop();
      drop();
    }
  }

  private boolean ended() {
    return renew.status() == FAILED
        && renew.failure() instanceof RequestRefused refusal
        && refusal.refused().reason() == Refusal.CLIENT_ENDED;
  }

  private void renew() {
    Sequences current = sequences;
    var request = new RenewClient(current == null ? 0 : current.client());
    coordinators.call(Envelope.NONE, request,
        new Expecting<>(ClientLeased.class, renew), renew.begin());
  }

  private void learn() {
    ClientLeased leased = renew.value();
    if (sequences == null) {
      sequences = new Sequences(leased.client());
      changed();
    }
    renew.reset();
    rest.start(Duration.ofMillis(leased.millis()).dividedBy(RENEWALS));
  }

  private void backOff() {
    renew.reset();
    rest.backoff(BACKOFF);
  }

  private void lose() {
    renew.reset();
    drop();
  }

  private void drop() {
    sequences = null;
    room.set(false);
  }
}
