package dev.goalkeeper.store.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedProcess;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.transport.TestNetwork;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.GetMembership;
import dev.goalkeeper.store.wire.Leased;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.RenewLease;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Suspect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server's read lease, and its pings to others, beside a coordinator that does what the test
/// says.
class LeaseAndProbeTest {
  private static final Address COORDINATOR = new Address("coordinator", 1);
  private static final Duration LATE = Duration.ofMillis(150);

  private final SimulatedWorld world = World.simulated(1);
  private final SimulatedProcess process = world.process(123, 0);
  private final Pool pool = Pool.named("replication").world(process).build();
  private final TestNetwork network = new TestNetwork(world);
  private final Members members = new Members(pool, address -> {});
  private final List<ServerId> suspects = new ArrayList<>();
  private final CoordinatorLine line = new CoordinatorLine(network, COORDINATOR, id(1));
  private boolean givenUp;
  private boolean late;
  private int ends;

  @BeforeEach
  void join() {
    for (int i = 2; i <= 4; i++) {
      network.listen(member(i).address(), (envelope, ping, responder) ->
          responder.respond(new Pong()));
    }
    network.listen(COORDINATOR, (envelope, request, responder) -> answer(request, responder));
    pool.event("join", () -> members.apply(list()));
  }

  @Test
  void rulesL1AndL2KeepTheLeaseAsLongAsTheCoordinatorAnswers() {
    ReadLease lease = lease();
    assertThat(lease.holds()).isFalse();
    for (int i = 0; i < 100; i++) {
      world.run(Duration.ofMillis(100));
      assertThat(lease.holds()).isTrue();
    }
    assertThat(firings("ReadLease", "L2")).isBetween(35L, 45L);
  }

  @Test
  void theLeaseCountsFromWhenItWasAskedForAndIsShortByTheErrorOfClocks() {
    late = true;
    ReadLease lease = lease();
    world.run(LATE.plusMillis(1));
    assertThat(lease.holds()).isTrue();
    network.kill(COORDINATOR);
    world.run(Duration.ofNanos(Leases.atMost(Leases.LENGTH)).minus(LATE).minusMillis(2));
    assertThat(lease.holds()).isTrue();
    world.run(Duration.ofMillis(2));
    assertThat(lease.holds()).isFalse();
  }

  @Test
  void leaseThatIsOnItsWayWhileTheServerIsStoppedIsOverWhenItGoesOn() {
    late = true;
    ReadLease lease = lease();
    world.run(Duration.ofMillis(100));
    process.stop();
    world.run(Duration.ofSeconds(3));
    network.kill(COORDINATOR);
    process.goOn();
    world.run(Duration.ofMillis(1));
    assertThat(lease.holds()).isFalse();
  }

  @Test
  void ruleL3AsksAgainAndALeaseOutlivesAShortAbsence() {
    ReadLease lease = lease();
    world.run(Duration.ofMillis(300));
    network.kill(COORDINATOR);
    world.run(Duration.ofMillis(700));
    assertThat(lease.holds()).isTrue();
    network.listen(COORDINATOR, (envelope, request, responder) -> answer(request, responder));
    world.run(Duration.ofMillis(700));
    assertThat(lease.holds()).isTrue();
    assertThat(firings("ReadLease", "L3")).isBetween(3L, 12L);
  }

  @Test
  void ruleL4MakesAServerDoubtThatWasGivenUpAndItEnds() {
    lease();
    world.run(Duration.ofMillis(300));
    givenUp = true;
    world.run(Duration.ofMillis(300));
    assertThat(firings("ReadLease", "L4")).isPositive();
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void withoutACoordinatorAServerAnswersNoReadsAndLives() {
    ReadLease lease = lease();
    world.run(Duration.ofMillis(300));
    network.hang(COORDINATOR);
    world.run(Duration.ofMinutes(10));
    assertThat(lease.holds()).isFalse();
    assertThat(ends).isZero();
  }

  @Test
  void rulesV3AndV4TellWhoDoesNotAnswerWithinARound() {
    probe();
    network.hang(member(3).address());
    world.run(Duration.ofMillis(500));
    assertThat(suspects).isNotEmpty().containsOnly(id(3));
    world.run(Duration.ofSeconds(5));
    assertThat(suspects).hasSizeBetween(10, 20).containsOnly(id(3));
  }

  @Test
  void rulesV1AndV2PingTenTimesASecondHoweverMany() {
    probe();
    world.run(Duration.ofSeconds(10));
    assertThat(firings("Probe", "V1")).isBetween(95L, 105L);
    assertThat(firings("Probe", "V2")).isBetween(95L, 105L);
    assertThat(suspects).isEmpty();
  }

  @Test
  void aSlowCoordinatorIsToldLess() {
    probe();
    network.hang(COORDINATOR);
    for (int i = 2; i <= 4; i++) {
      network.hang(member(i).address());
    }
    world.run(Duration.ofSeconds(10));
    assertThat(firings("Probe", "V3")).isBetween(20L, 30L);
  }

  private ReadLease lease() {
    var standing = new Standing(members, members.find(id(1)).orElseThrow(), line, () -> ends++);
    var lease = new ReadLease(line, standing);
    pool.event("start", () -> {
      pool.add(standing);
      pool.add(lease);
    });
    return lease;
  }

  private void probe() {
    pool.event("start", () -> pool.add(
        new Probe(network, members, line, world.random("probe"))));
  }

  private void answer(Message request, Responder responder) {
    switch (request) {
      case RenewLease renew when givenUp ->
          responder.respond(new Refused(Refusal.UNKNOWN_SENDER, "given up"));
      case RenewLease renew ->
          world.schedule(late ? LATE.toNanos() : 0, () -> responder.respond(new Leased(1_000)));
      case Suspect suspect -> {
        suspects.add(suspect.server());
        responder.respond(new Pong());
      }
      case GetMembership asked -> responder.respond(list());
      case Message other -> throw new AssertionError("nobody asks that: " + request);
    }
  }

  private Membership list() {
    List<Member> all = new ArrayList<>();
    for (int i = givenUp ? 2 : 1; i <= 4; i++) {
      all.add(member(i));
    }
    return new Membership(givenUp ? 2 : 1, all);
  }

  private long firings(String table, String row) {
    return pool.firings().getOrDefault(table, Map.of()).getOrDefault(row, 0L);
  }

  private static Member member(int number) {
    return new Member(id(number), new Address("server-" + number, 1), "", 0, Member.Status.UP);
  }

  private static ServerId id(int number) {
    return ServerId.of(number, 1);
  }
}
