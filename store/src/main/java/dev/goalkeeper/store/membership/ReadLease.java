package dev.goalkeeper.store.membership;

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
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.transport.RequestRefused;
import dev.goalkeeper.store.wire.Leased;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.RenewLease;
import java.time.Duration;

/// Until when this server may answer what others could have changed since, were it given up: so
/// long after it *asked* the coordinator, which lets nobody else serve its tablets before.
///
/// Refused, it was given up, and doubts itself. Without an answer it goes on asking, and merely
/// answers no reads: a coordinator that is away for an hour must not end a cluster.
public final class ReadLease extends Task<ReadLease> {
  static final Clauses<ReadLease> C = Clauses.of(ReadLease.class);

  static final OpClause<ReadLease> RENEW = C.op("renew").timeout(Duration.ofMillis(200));
  static final TimerClause<ReadLease> REST = C.timer("rest");
  static final Fact<ReadLease> GIVEN_UP = C.fact("given up", ReadLease::givenUp, RENEW);

  static final Rules<ReadLease> RULES = C.implies(GIVEN_UP, RENEW.is(FAILED)).rules()
      .given(RENEW.is(IDLE))
        .goal ("G",                     REST.running())
        .rule ("L1", ReadLease::ask,    REST.running().not())
      .given()
        .waits("W1",                    RENEW.is(RUNNING))
        .rule ("L2", ReadLease::extend, RENEW.is(OK))
        .rule ("L3", ReadLease::retry,  RENEW.is(FAILED, TIMED_OUT), GIVEN_UP.not())
        .rule ("L4", ReadLease::doubt,  RENEW.is(FAILED), GIVEN_UP)
      .build();

  /// Three tries fit into what is left of a lease when the first renewal of it fails.
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), Duration.ofSeconds(5));

  private final Op<Leased> renew = op(RENEW);
  private final Timer rest = timer(REST);
  private final CoordinatorLine coordinator;
  private final Standing standing;
  private long askedNanos;
  private long untilNanos;
  private boolean ever;

  /// @param standing is told when the coordinator has given this server up
  public ReadLease(CoordinatorLine coordinator, Standing standing) {
    this.coordinator = coordinator;
    this.standing = standing;
  }

  @Override
  protected Rules<ReadLease> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "read lease";
  }

  /// Whether an answer may leave now. By the clock and not by the turn, which may have begun long
  /// ago: a process can be stopped anywhere.
  public boolean holds() {
    return ever && untilNanos - now() > 0;
  }

  private long now() {
    return pool().world().nanos();
  }

  /// Of the lease that was granted last. The coordinator reckons with it from later on.
  private long beginNanos() {
    return askedNanos;
  }

  private boolean givenUp() {
    return renew.status() == FAILED
        && renew.failure() instanceof RequestRefused refusal
        && refusal.refused().reason() == Refusal.UNKNOWN_SENDER;
  }

  private void ask() {
    askedNanos = now();
    coordinator.call(new RenewLease(coordinator.self()),
        new Expecting<>(Leased.class, renew), renew.begin());
  }

  private void extend() {
    untilNanos = beginNanos() + Leases.atMost(Duration.ofMillis(renew.value().millis()));
    ever = true;
    renew.reset();
    rest.start(INTERVAL);
  }

  private void retry() {
    renew.reset();
    rest.backoff(BACKOFF);
  }

  private void doubt() {
    standing.doubt();
    retry();
  }
}
