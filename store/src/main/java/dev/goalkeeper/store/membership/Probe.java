package dev.goalkeeper.store.membership;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

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
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Suspect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// Pings one other server after the other, all in one round and each round in another order, and
/// tells the coordinator who does not answer. So every server is pinged as often as it pings,
/// however many there are, and the coordinator hears of a death long before its own pings would
/// have told.
///
/// It has one ping or one word to the coordinator under way, and no more: a coordinator that is
/// slow hears less from everybody.
public final class Probe extends Task<Probe> {
  static final Clauses<Probe> C = Clauses.of(Probe.class);

  static final Input<Probe> MEMBERS = C.value("members");
  static final OpClause<Probe> PING = C.op("ping").timeout(Duration.ofMillis(60));
  static final OpClause<Probe> TELL = C.op("tell").timeout(Duration.ofMillis(200));
  static final TimerClause<Probe> REST = C.timer("rest");
  static final Fact<Probe> OTHERS = C.fact("others are up", Probe::others, MEMBERS);

  static final Rules<Probe> RULES = C.rules()
      .given(TELL.is(IDLE), PING.is(IDLE))
        .goal ("G1",              OTHERS.not())
        .goal ("G2",              OTHERS, REST.running())
        .rule ("V1", Probe::ping, OTHERS, REST.running().not())
      .given(TELL.is(IDLE))
        .waits("W1",              PING.is(RUNNING))
        .rule ("V2", Probe::goOn, PING.is(OK))
        .rule ("V3", Probe::tell, PING.is(FAILED, TIMED_OUT))
      .given()
        .waits("W2",              TELL.is(RUNNING))
        .rule ("V4", Probe::goOn, TELL.is(OK, FAILED, TIMED_OUT))
      .build();

  /// A server that hangs is pinged by somebody in about as long, on average; in a round at most.
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Op<Pong> ping = op(PING);
  private final Op<Pong> tell = op(TELL);
  private final Timer rest = timer(REST);
  private final Transport transport;
  private final Members members;
  private final CoordinatorLine coordinator;
  private final RandomGenerator random;
  private final List<Peer> round = new ArrayList<>();
  private ServerId probed = ServerId.NONE;

  /// @param random for the order
  public Probe(Transport transport, Members members, CoordinatorLine coordinator,
      RandomGenerator random) {
    this.transport = transport;
    this.members = members;
    this.coordinator = coordinator;
    this.random = random;
    watch(MEMBERS, members.changes());
  }

  @Override
  protected Rules<Probe> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "probe";
  }

  private boolean others() {
    for (Peer peer : members.up()) {
      if (isOther(peer)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOther(Peer peer) {
    return !peer.id().equals(coordinator.self());
  }

  private void ping() {
    Peer peer = next();
    probed = peer.id();
    transport.call(peer.address(), peer.envelopeFrom(coordinator.self()),
        new Ping(), new Expecting<>(Pong.class, ping), ping.begin());
  }

  private Peer next() {
    round.removeIf(peer -> !peer.up());
    if (round.isEmpty()) {
      members.up().stream().filter(this::isOther).forEach(round::add);
      Collections.shuffle(round, random);
    }
    return round.removeLast();
  }

  private void tell() {
    coordinator.call(new Suspect(probed), new Expecting<>(Pong.class, tell), tell.begin());
  }

  private void goOn() {
    ping.reset();
    tell.reset();
    rest.start(INTERVAL);
  }
}
