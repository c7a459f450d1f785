package dev.goalkeeper.store.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.membership.Leases;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.transport.TestNetwork;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.CreateTable;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.GetMembership;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.MembershipApplied;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.PushMembership;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.SplitTablet;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TakeTablet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a coordinator has decided is what the next one goes on with.
class SuccessionTest {
  private static final CoordinatorOptions OPTIONS =
      new CoordinatorOptions("test", 1, 1 << 20, Liveness.DEFAULT);

  private final SimulatedWorld world = World.simulated(5);
  private final TestNetwork network = new TestNetwork(world);
  private final MemoryMetadataStore store = new MemoryMetadataStore();
  private final List<Heard> heard = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private Pool pool = newPool();
  private Coordinator coordinator = succeed(OPTIONS);
  private final ServerId one = enlist(1);
  private final ServerId two = enlist(2);
  private long refuseBelow;

  private record Heard(long term, Address at, Message message) {}

  @BeforeEach
  void settle() {
    world.run(Duration.ofMillis(10));
  }

  @Test
  void leasesThatAnEarlierLeaderMayHaveGrantedAreReckonedWith() {
    world.run(Duration.ofSeconds(5));
    network.kill(address(2));
    world.run(Duration.ofSeconds(2));
    coordinator = succeed(OPTIONS);
    EnlistedServer crashed = coordinator.servers().find(two).orElseThrow();
    world.run(LeaseGrants.PROOF.plus(Leases.LENGTH));
    assertThat(pool.explain(crashed)).contains("W2");
    world.run(Duration.ofMillis(100));
    assertThat(pool.explain(crashed)).contains("G2");
  }

  @Test
  void serversStayUpAndTheListGoesOutAgainInTheNewTerm() {
    Membership before = list();
    heard.clear();
    coordinator = succeed(OPTIONS);
    world.run(Duration.ofSeconds(2));

    assertThat(list()).isEqualTo(before);
    assertThat(heard).filteredOn(each -> each.message() instanceof PushMembership)
        .hasSize(2).allMatch(each -> each.term() == 2)
        .allMatch(each -> ((PushMembership) each.message()).membership().equals(before));
    assertThat(heard).filteredOn(each -> each.message() instanceof Ping).hasSizeGreaterThan(10);
  }

  @Test
  void numbersGoOnWhereTheyWere() {
    long version = list().version();
    Table words = (Table) ask(new CreateTable("words", List.of()));
    coordinator = succeed(OPTIONS);
    ServerId three = enlist(3);
    Table others = (Table) ask(new CreateTable("others", List.of()));

    assertThat(three).isEqualTo(ServerId.of(two.index() + 1, 1));
    assertThat(list().version()).isEqualTo(version + 1);
    assertThat(others.id().value()).isEqualTo(words.id().value() + 1);
    assertThat(ask(new GetTable("words"))).isEqualTo(words);
  }

  @Test
  void idsOfServersThatAreListedNoMoreAreNotGivenAgain() {
    network.kill(address(2));
    world.run(Duration.ofSeconds(1));
    pool.event("recovered", () ->
        coordinator.servers().remove(coordinator.servers().find(two).orElseThrow()));
    world.run(Duration.ofMillis(10));
    assertThat(list().members()).extracting(Member::id).containsExactly(one);
    coordinator = succeed(OPTIONS);

    ServerId again = enlist(2, ServerId.of(two.index(), 1));
    assertThat(again).isGreaterThan(two).isEqualTo(ServerId.of(two.index(), 2));
    assertThat(enlist(4)).isEqualTo(ServerId.of(two.index() + 1, 1));
  }

  @Test
  void epochAndDeathAreKeptAndTheEpochOfTheDeadIsNotRaised() {
    Epoch epoch = new Epoch(new SegmentId(7), 2);
    assertThat(ask(new RecordEpoch(two, epoch))).isEqualTo(new Done());
    network.kill(address(2));
    world.run(Duration.ofSeconds(1));
    coordinator = succeed(OPTIONS);

    assertThat(coordinator.status().epochs()).containsEntry(two, epoch);
    assertThat(coordinator.servers().crashed()).extracting(EnlistedServer::id)
        .containsExactly(two);
    Epoch later = new Epoch(new SegmentId(8), 0);
    assertThat(refusal(ask(new RecordEpoch(two, later)))).isEqualTo(Refusal.UNKNOWN_SENDER);
    assertThat(coordinator.status().epochs()).containsEntry(two, epoch);
  }

  @Test
  void tabletsAreGivenAgainAndTheirTableIsNoNewOne() {
    ask(new CreateTable("words", List.of()));
    heard.clear();
    coordinator = succeed(OPTIONS);
    world.run(Duration.ofMillis(10));

    assertThat(heard).filteredOn(each -> each.message() instanceof TakeTablet)
        .extracting(Heard::at).containsExactlyInAnyOrder(address(1), address(2));
    assertThat(coordinator.tables().of(one)).noneMatch(TabletAssignment::pristine);
  }

  @Test
  void whoAsksForATableIsToldAlsoWhileAnOwnerIsDown() {
    Table words = (Table) ask(new CreateTable("words", List.of(one, two)));
    network.kill(address(1));
    world.run(Duration.ofSeconds(1));
    pool.event("divide", () ->
        coordinator.tables().divide(coordinator.tables().of(one), 2, () -> {}));
    world.run(Duration.ofMillis(5));
    for (int leader = 1; leader <= 2; leader++) {
      assertThat(ask(new GetTable("words"))).isInstanceOfSatisfying(Table.class, table -> {
        assertThat(table.id()).isEqualTo(words.id());
        assertThat(table.tablets()).hasSize(3);
        assertThat(table.outage(one)).isPresent();
        assertThat(table.outage(two)).isEmpty();
      });
      coordinator = succeed(OPTIONS);
    }
  }

  @Test
  void tabletsThatWereDividedStaySo() {
    ask(new CreateTable("words", List.of(one, one)));
    ask(new CreateTable("others", List.of(two)));
    pool.event("divide", () ->
        coordinator.tables().divide(coordinator.tables().of(one), 3, () -> {}));
    world.run(Duration.ofMillis(5));
    List<TabletAssignment> pieces = coordinator.tables().of(one);
    assertThat(pieces).hasSize(6);
    Table words = (Table) ask(new GetTable("words"));
    assertThat(words.tablets()).hasSize(6).isSortedAccordingTo(
        (a, b) -> Long.compareUnsigned(a.firstHash(), b.firstHash()));
    coordinator = succeed(OPTIONS);

    assertThat(ask(new GetTable("words"))).isEqualTo(words);
    assertThat(coordinator.tables().of(two)).hasSize(1);
  }

  @Test
  void whoHasEnlistedAndHeardNothingIsTheSameForTheNextLeader() {
    var request = new Enlist("test", address(5), "", 0, two, -5);
    ServerId id = ((Enlisted) ask(request)).id();
    coordinator = succeed(OPTIONS);
    assertThat(((Enlisted) ask(request)).id()).isEqualTo(id);
    assertThat(((Enlisted) ask(new Enlist("test", address(5), "", 0, id, -5))).id())
        .as("its disk has heard").isNotEqualTo(id);
  }

  @Test
  void whoMadeATableAndAsksAgainFindsItWhereverItsTabletsAreAndWhoeverLeads() {
    var request = new CreateTable("words", List.of(one));
    Table made = (Table) ask(request);
    coordinator.receive(new SplitTablet("words", Long.MIN_VALUE), _ -> {});
    world.run(Duration.ofMillis(50));
    Table split = (Table) ask(new GetTable("words"));
    assertThat(split.tablets()).hasSize(2);
    for (int leader = 1; leader <= 2; leader++) {
      assertThat(ask(request)).isEqualTo(split).isNotEqualTo(made);
      assertThat(refusal(ask(new CreateTable("words", List.of(two)))))
          .isEqualTo(Refusal.NAME_IN_USE);
      assertThat(refusal(ask(new CreateTable("words", List.of(one, two)))))
          .isEqualTo(Refusal.NAME_IN_USE);
      coordinator = succeed(OPTIONS);
    }
  }

  @Test
  void noTableIsDividedIntoMoreTabletsThanOneMayHave() {
    ask(new CreateTable("words", List.of(one, one)));
    pool.event("divide", () -> coordinator.tables().divide(
        coordinator.tables().of(one), Limits.TABLETS_MAX, () -> {}));
    world.run(Duration.ofMillis(5));
    assertThat(coordinator.tables().of(one)).hasSize(Limits.TABLETS_MAX);
    pool.event("divide", () ->
        coordinator.tables().divide(coordinator.tables().of(one), 2, () -> {}));
    world.run(Duration.ofMillis(5));
    assertThat(coordinator.tables().of(one)).hasSize(Limits.TABLETS_MAX);
  }

  @Test
  void recoveriesAreNumberedOn() {
    List<Long> drawn = new ArrayList<>();
    pool.event("begin", () -> coordinator.servers().nextRecovery(drawn::add));
    world.run(Duration.ofMillis(5));
    coordinator = succeed(OPTIONS);
    pool.event("begin", () -> coordinator.servers().nextRecovery(drawn::add));
    world.run(Duration.ofMillis(5));
    assertThat(drawn).containsExactly(1L, 2L);
  }

  @Test
  void ruleJ4EndsACoordinatorAsSoonAsItDecidesAfterItsTerm() {
    Coordinator former = coordinator;
    Pool formerPool = pool;
    long version = list().version();
    succeed(OPTIONS);
    List<Reply> answers = new ArrayList<>();
    former.receive(new Enlist("test", address(5), "", 0, ServerId.NONE),
        reply -> answers.add((Reply) reply));
    former.receive(new GetMembership(), reply -> answers.add((Reply) reply));
    world.run(Duration.ofSeconds(1));

    assertThat(answers).isEmpty();
    assertThat(ends).singleElement().asString().contains("term 1 is over");
    assertThat(formerPool.firings().get("Journal")).containsEntry("J4", 1L);
    assertThat(store.records().byKey().get("counters")).contains("list-version " + version);
  }

  @Test
  void serverThatFollowsAnotherCoordinatorEndsThisOne() {
    refuseBelow = 2;
    world.run(Duration.ofSeconds(1));
    assertThat(ends).singleElement().asString().contains("term 1 is over");
  }

  @Test
  void otherOptionsThanTheClustersAreRefusedInOneLine() {
    var other = new CoordinatorOptions("test", 2, 1 << 20, Mode.SYNCED, Liveness.DEFAULT);
    assertThatThrownBy(() -> succeed(other)).isInstanceOf(UnreadableRecord.class)
        .hasMessageContainingAll("replicas 1", "replicas 2", "buffered", "synced")
        .hasMessageNotContaining("\n");
  }

  private Coordinator succeed(CoordinatorOptions options) {
    pool = newPool();
    coordinator = new Coordinator(pool, network, options,
        new Coordinator.Mandate(store.records().elect(), store, ends::add));
    world.run(Duration.ofMillis(5));
    return coordinator;
  }

  private Pool newPool() {
    return Pool.named("coordinator-membership").world(world).build();
  }

  private static Address address(int number) {
    return new Address("host-" + number, 7000);
  }

  private ServerId enlist(int number) {
    return enlist(number, ServerId.NONE);
  }

  private ServerId enlist(int number, ServerId former) {
    network.listen(address(number), (envelope, request, responder) -> {
      heard.add(new Heard(envelope.term(), address(number), request));
      responder.respond(answer(envelope, request));
    });
    return ((Enlisted) ask(new Enlist("test", address(number), "", 0, former))).id();
  }

  private Message answer(Envelope envelope, Message request) {
    if (envelope.term() < refuseBelow) {
      return new Refused(Refusal.STALE_TERM, "another one leads");
    }
    return switch (request) {
      case PushMembership push -> new MembershipApplied(push.membership().version());
      case Ping ping -> new Pong();
      case Message other -> new Done();
    };
  }

  private Membership list() {
    return (Membership) ask(new GetMembership());
  }

  private Reply ask(Request.ToCoordinator request) {
    List<Reply> answers = new ArrayList<>();
    coordinator.receive(request, reply -> answers.add((Reply) reply));
    world.run(Duration.ofMillis(5));
    return answers.getFirst();
  }

  private static Refusal refusal(Reply reply) {
    return ((Refused) reply).reason();
  }
}
