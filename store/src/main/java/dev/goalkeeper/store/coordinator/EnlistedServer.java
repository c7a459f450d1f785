package dev.goalkeeper.store.coordinator;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.transport.RequestRefused;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;

/// One life of a server: pinged until it misses too many pings in a row, then crashed for ever.
///
/// If another server does not reach it, it is a *suspect*: it is pinged at once, and quickly again,
/// until it answers or is given up.
public final class EnlistedServer extends Task<EnlistedServer> {
  static final Clauses<EnlistedServer> C = Clauses.of(EnlistedServer.class);

  /// It has not been given up. That it has is decided before it is recorded, and listed after.
  public static final CellClause<EnlistedServer> UP = C.cell("up");

  /// It may have a read lease. One that was given up has none some time later; until then it may
  /// answer reads, and nobody else may.
  public static final CellClause<EnlistedServer> LEASED = C.cell("leased");

  static final TimerClause<EnlistedServer> LEASE = C.timer("lease");
  static final Input<EnlistedServer> SUSPECT = C.value("suspect");
  static final OpClause<EnlistedServer> PING = C.op("ping");
  static final TimerClause<EnlistedServer> REST = C.timer("rest");
  static final Fact<EnlistedServer> HURRY = C.fact("hurry", EnlistedServer::toHurry, SUSPECT);
  static final Fact<EnlistedServer> LAST_CHANCE = C.local("last chance", s -> s.lastChance());
  static final Fact<EnlistedServer> REPLACED = C.fact("replaced", EnlistedServer::replaced, PING);

  static final Rules<EnlistedServer> RULES = C
      .implies(REPLACED, PING.is(FAILED)).rules()
      .given(UP.not())
        .goal ("G2",                         LEASED.not())
        .waits("W2",                         LEASED, LEASE.running())
        .rule ("E7", EnlistedServer::outlast, LEASED, LEASE.running().not())
      .given(UP)
        .rule ("E6", EnlistedServer::hurry,  HURRY, PING.is(IDLE, RUNNING))
      .given(UP, HURRY.not(), PING.is(IDLE))
        .goal ("G1",                         REST.running())
        .rule ("E1", EnlistedServer::ping,   REST.running().not())
      .given(UP)
        .waits("W1",                         PING.is(RUNNING), HURRY.not())
        .rule ("E2", EnlistedServer::lives,  PING.is(OK))
        .rule ("E3", EnlistedServer::miss,   PING.is(FAILED, TIMED_OUT), REPLACED.not(),
                                             LAST_CHANCE.not())
        .rule ("E4", EnlistedServer::giveUp, PING.is(FAILED, TIMED_OUT), REPLACED.not(),
                                             LAST_CHANCE)
        .rule ("E5", EnlistedServer::giveUp, PING.is(FAILED), REPLACED)
      .build();

  private final Cell<Boolean> up = cell(UP, true);
  private final Cell<Boolean> suspect = value(SUSPECT, false);
  private final Op<Pong> ping;
  private final Timer rest = timer(REST);
  private final Cell<Boolean> leased = cell(LEASED, true);
  private final Timer lease = timer(LEASE);
  private final ServerList list;
  private Member member;
  private Epoch epoch;
  private long leaseEndNanos;
  private boolean heardFrom;
  private long heardFromNanos;
  private boolean hurried;
  private int misses;

  /// @param leaseEndNanos when the last lease is over that it may have
  EnlistedServer(ServerList list, ServerRecord recorded, long leaseEndNanos) {
    this.list = list;
    this.member = recorded.member();
    this.epoch = recorded.epoch();
    this.leaseEndNanos = leaseEndNanos;
    up.set(recorded.up());
    this.ping = this.<Pong>op(PING).timeout(list.liveness().timeout());
  }

  @Override
  protected Rules<EnlistedServer> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "server " + member.id();
  }

  public ServerId id() {
    return member.id();
  }

  /// As it is listed now.
  public Member member() {
    return member;
  }

  public boolean up() {
    return up.get();
  }

  /// Which open replicas of its log count.
  public Epoch epoch() {
    return epoch;
  }

  /// That is recorded of it now.
  void recorded(ServerRecord record) {
    member = record.member();
    epoch = record.epoch();
  }

  /// It may answer reads until then, whatever becomes of it.
  ///
  /// @param endNanos by this process's clock
  void leased(long endNanos) {
    leaseEndNanos += Math.max(0, endNanos - leaseEndNanos);
  }

  int misses() {
    return misses;
  }

  /// It has just enlisted: a ping can wait, and would only overtake the answer.
  void heardFrom() {
    heardFrom = true;
    heardFromNanos = pool().now();
    rest.start(list.liveness().interval());
  }

  /// Somebody does not reach it.
  void suspect() {
    suspect.set(true);
  }

  /// It is given up: nothing more is asked of it, and others hear of it once that is recorded.
  void doom() {
    up.set(false);
  }

  private boolean toHurry() {
    return suspect.get() && !hurried;
  }

  private boolean young() {
    return heardFrom && pool().now() - heardFromNanos < list.liveness().youth().toNanos();
  }

  private boolean lastChance() {
    Liveness liveness = list.liveness();
    return misses + 1 >= (hurried ? liveness.suspectMissesMax() : liveness.missesMax());
  }

  /// Another life of it answers at its address.
  private boolean replaced() {
    return ping.status() == FAILED
        && ping.failure() instanceof RequestRefused refusal
        && refusal.refused().reason() == Refusal.WRONG_SERVER;
  }

  /// What it has missed so far counts no more: it was asked with more patience.
  private void hurry() {
    hurried = true;
    misses = 0;
    rest.stop();
    ping.reset();
  }

  private void outlast() {
    long left = leaseEndNanos - pool().now();
    if (left > 0) {
      lease.start(Duration.ofNanos(left));
    } else {
      leased.set(false);
    }
  }

  private void ping() {
    Liveness liveness = list.liveness();
    ping.timeout(hurried && !young() ? liveness.suspectTimeout() : liveness.timeout());
    list.calls().send(member, new Ping(), new Expecting<>(Pong.class, ping), ping.begin());
  }

  /// An answer to a ping from before the suspicion says nothing about it.
  private void lives() {
    if (hurried) {
      suspect.set(false);
      hurried = false;
    }
    misses = 0;
    ping.reset();
    rest.start(list.liveness().interval());
  }

  private void miss() {
    misses++;
    if (ping.status() == FAILED) {
      rest.start(list.liveness().afterLost());
    }
    ping.reset();
  }

  private void giveUp() {
    misses++;
    ping.reset();
    list.giveUp(this);
  }
}
