package dev.goalkeeper.store.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.membership.Leases;
import dev.goalkeeper.store.transport.TestNetwork;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.CreateTable;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.Leased;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.MembershipApplied;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.PushMembership;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.RenewLease;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Suspect;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.TakeTablet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoordinatorTest {
  private static final int REPLICAS = 1;

  private final SimulatedWorld world = World.simulated(3);
  private final TestNetwork network = new TestNetwork(world);
  private final Pool pool = Pool.named("coordinator-membership").world(world).build();
  private final MemoryMetadataStore store = new MemoryMetadataStore();
  private final Coordinator coordinator = new Coordinator(pool, network,
      new CoordinatorOptions("test", REPLICAS, 1 << 20, Liveness.DEFAULT),
      new Coordinator.Mandate(store.records().elect(), store, line -> {}));
  private final Server one = new Server(1);
  private final Server two = new Server(2);

  /// A server that answers, or does what the test says.
  private final class Server {
    final Address address;
    final List<Membership> lists = new ArrayList<>();
    final List<Tablet> taken = new ArrayList<>();
    ServerId id = ServerId.NONE;
    boolean takes = true;
    boolean answersPings = true;

    Server(int number) {
      address = new Address("host-" + number, 7000);
    }

    void start() {
      network.listen(address, (envelope, request, responder) ->
          responder.respond(answer(envelope, request)));
    }

    ServerId enlist() {
      return enlist(ServerId.NONE);
    }

    ServerId enlist(ServerId formerSelf) {
      id = ServerId.NONE;
      start();
      id = ((Enlisted) ask(new Enlist("test", address, "", 0, formerSelf))).id();
      return id;
    }

    private Message answer(Envelope envelope, Message request) {
      if (id.equals(ServerId.NONE)) {
        return new Refused(Refusal.BUSY, "not enlisted yet");
      }
      if (!envelope.target().equals(id)) {
        return new Refused(Refusal.WRONG_SERVER, "this is " + id);
      }
      if (request instanceof PushMembership push) {
        lists.add(push.membership());
        return new MembershipApplied(push.membership().version());
      }
      if (request instanceof TakeTablet take) {
        return takes ? take(take) : new Refused(Refusal.BUSY, "not yet");
      }
      assertThat(request).isInstanceOf(Ping.class);
      return answersPings ? new Pong() : new Refused(Refusal.BUSY, "not now");
    }

    private Message take(TakeTablet take) {
      taken.add(take.tablet());
      return new Done();
    }
  }

  @BeforeEach
  void enlistTwo() {
    one.enlist();
    two.enlist();
  }

  @Test
  void rulesE1AndE2KeepAServerThatAnswersUp() {
    world.run(Duration.ofSeconds(30));

    assertThat(upIds()).containsExactly(one.id, two.id);
    assertThat(firings("EnlistedServer", "E1")).isGreaterThan(100);
    assertThat(firings("EnlistedServer", "E2")).isGreaterThan(100);
    assertThat(firings("EnlistedServer", "E3")).isZero();
  }

  @Test
  void ruleE4GivesUpAKilledServerWithinHalfASecond() {
    network.kill(two.address);
    world.run(Duration.ofMillis(700));

    assertThat(upIds()).containsExactly(one.id);
    assertThat(firings("EnlistedServer", "E3")).isEqualTo(Liveness.DEFAULT.missesMax() - 1);
    assertThat(firings("EnlistedServer", "E4")).isEqualTo(1);
    assertThat(one.lists.getLast().members()).extracting(Member::up).containsExactly(true, false);
  }

  @Test
  void ruleD4TellsAServerOnceThatItWasGivenUp() {
    two.answersPings = false;
    world.run(Duration.ofSeconds(2));

    assertThat(upIds()).containsExactly(one.id);
    assertThat(two.lists.getLast().members()).extracting(Member::up).containsExactly(true, false);
    assertThat(firings("Dissemination", "D4")).isEqualTo(1);
  }

  @Test
  void ruleD4GoesOnUntilAServerThatWasCutOffHasReadItsEnd() {
    network.hang(two.address);
    world.run(Duration.ofSeconds(7));
    assertThat(upIds()).containsExactly(one.id);
    assertThat(two.lists).isEmpty();

    two.start();
    world.run(Duration.ofSeconds(3));
    assertThat(two.lists.getLast().members()).extracting(Member::up).containsExactly(true, false);
    long farewells = firings("Dissemination", "D4");
    world.run(Duration.ofSeconds(30));
    assertThat(firings("Dissemination", "D4")).isEqualTo(farewells);
  }

  @Test
  void deadServerIsToldOfItsEndAFewTimesAndNotForEver() {
    network.kill(two.address);
    world.run(Duration.ofSeconds(60));
    assertThat(firings("Dissemination", "D4")).isBetween(2L, 20L);
  }

  @Test
  void hungServerIsGivenUpLaterThanAKilledOne() {
    network.hang(two.address);
    world.run(Duration.ofSeconds(2));
    assertThat(upIds()).containsExactly(one.id, two.id);

    world.run(Duration.ofSeconds(3));
    assertThat(upIds()).containsExactly(one.id);
  }

  @Test
  void ruleE6AsksASuspectAtOnceAndOneThatAnswersStaysUp() {
    world.run(Duration.ofMillis(50));
    for (int i = 0; i < 100; i++) {
      ask(new Suspect(two.id));
    }
    world.run(Duration.ofSeconds(1));

    assertThat(firings("EnlistedServer", "E6")).isBetween(90L, 100L);
    assertThat(firings("EnlistedServer", "E3")).isZero();
    assertThat(upIds()).containsExactly(one.id, two.id);
  }

  @Test
  void hungServerIsGivenUpSoonOnceAnotherOneMissesIt() {
    world.run(Liveness.DEFAULT.youth());
    network.hang(two.address);
    world.run(Duration.ofMillis(150));
    ask(new Suspect(two.id));
    ask(new Suspect(two.id));
    world.run(Liveness.DEFAULT.patience().minusMillis(20));
    assertThat(upIds()).containsExactly(one.id, two.id);
    world.run(Duration.ofMillis(20));
    assertThat(upIds()).containsExactly(one.id);
  }

  @Test
  void serverThatHasJustEnlistedMayStandStillForLongerThanOthers() {
    network.hang(two.address);
    world.run(Duration.ofMillis(150));
    ask(new Suspect(two.id));
    world.run(Liveness.DEFAULT.patience().multipliedBy(2));
    assertThat(upIds()).containsExactly(one.id, two.id);
    world.run(Liveness.DEFAULT.timeout().multipliedBy(Liveness.DEFAULT.missesMax()));
    assertThat(upIds()).containsExactly(one.id);
  }

  @Test
  void leaseIsGrantedOnceTheCoordinatorHasProvedThatItLeads() {
    world.run(Duration.ofSeconds(5));
    assertThat(refusal(ask(new RenewLease(one.id)))).isEqualTo(Refusal.NOT_LEADING);
    assertThat(ask(new RenewLease(one.id))).isInstanceOf(Leased.class);
    assertThat(refusal(ask(new RenewLease(ServerId.of(9, 9))))).isEqualTo(Refusal.UNKNOWN_SENDER);
  }

  @Test
  void ruleE7WaitsForTheLeaseOfAServerThatWasGivenUp() {
    ask(new RenewLease(two.id));
    ask(new RenewLease(two.id));
    EnlistedServer server = coordinator.servers().find(two.id).orElseThrow();
    network.kill(two.address);
    world.run(Duration.ofMillis(500));
    assertThat(refusal(ask(new RenewLease(two.id)))).isEqualTo(Refusal.UNKNOWN_SENDER);
    assertThat(pool.explain(server)).contains("W2");
    world.run(Duration.ofNanos(Leases.atLeast(Leases.LENGTH)).minusMillis(500));
    assertThat(pool.explain(server)).contains("G2");
  }

  @Test
  void missesAreForgottenOnceAServerAnswers() {
    Duration tooShort = Liveness.DEFAULT.afterLost()
        .multipliedBy(Liveness.DEFAULT.missesMax() - 1).minusMillis(1);
    for (int i = 0; i < 24; i++) {
      network.kill(two.address);
      world.run(tooShort);
      two.start();
      world.run(Duration.ofSeconds(1));
    }
    assertThat(firings("EnlistedServer", "E3")).isGreaterThan(5);
    assertThat(upIds()).containsExactly(one.id, two.id);
  }

  @Test
  void ruleE5GivesUpAServerAtOnceWhoseAddressAnswersForAnother() {
    two.id = ServerId.of(9, 9);
    world.run(Duration.ofMillis(300));

    assertThat(upIds()).containsExactly(one.id);
    assertThat(firings("EnlistedServer", "E5")).isEqualTo(1);
  }

  @Test
  void enlistingAgainFromALiveAddressGivesUpTheEarlierLifeInTheSameVersion() {
    ServerId former = two.id;
    ServerId now = two.enlist();
    world.run(Duration.ofMillis(10));

    assertThat(now).isNotEqualTo(former);
    Membership list = one.lists.getLast();
    assertThat(list.members()).filteredOn(Member::up).extracting(Member::id)
        .containsExactly(one.id, now);
    assertThat(list.members()).filteredOn(member -> !member.up()).extracting(Member::id)
        .containsExactly(former);
  }

  @Test
  void whoeverEnlistsAgainBecauseItHeardNothingIsToldTheIdThatItHas() {
    Address at = new Address("host-3", 7000);
    var request = new Enlist("test", at, "", 0, two.id, 7);
    ServerId id = ((Enlisted) ask(request)).id();
    var again = (Enlisted) ask(request);
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.membership()).isEqualTo(coordinator.status().membership());
    assertThat(upIds()).containsExactly(one.id, id);

    var others = List.of(new Enlist("test", at, "", 0, two.id, 8),
        new Enlist("test", at, "", 0, ServerId.NONE, 8), request,
        new Enlist("test", at, "", 0, two.id));
    List<ServerId> given = new ArrayList<>(List.of(one.id, two.id, id));
    for (Enlist other : others) {
      given.add(((Enlisted) ask(other)).id());
      assertThat(upIds()).as("the one before is given up").hasSize(2).contains(given.getLast());
    }
    assertThat(given).doesNotHaveDuplicates();
  }

  @Test
  void diskThatMovesKeepsItsIndexAndGivesUpTheEarlierLife() {
    var moved = new Server(7);
    ServerId now = moved.enlist(two.id);

    assertThat(now).isEqualTo(ServerId.of(two.id.index(), two.id.incarnation() + 1));
    assertThat(upIds()).containsExactly(one.id, now);
  }

  @Test
  void idsAreNeverGivenAgain() {
    List<ServerId> given = new ArrayList<>(List.of(one.id, two.id));
    for (int i = 0; i < 20; i++) {
      given.add(two.enlist(i % 2 == 0 ? ServerId.NONE : two.id));
    }
    assertThat(given).doesNotHaveDuplicates();
  }

  @Test
  void serverOfAnotherClusterIsRefused() {
    Reply reply = ask(new Enlist("other", new Address("host-5", 7000), "", 0, ServerId.NONE));

    assertThat(reply).isInstanceOfSatisfying(Refused.class, refused -> {
      assertThat(refused.reason()).isEqualTo(Refusal.WRONG_CLUSTER);
      assertThat(refused.text()).contains("'test'", "'other'");
    });
  }

  @Test
  void rulesD1ToD3BringEveryServerToTheNewestListAndTheSlowHoldUpNobody() {
    network.hang(two.address);
    var three = new Server(3);
    three.enlist();
    world.run(Duration.ofMillis(10));
    assertThat(one.lists.getLast().members()).hasSize(3);
    assertThat(two.lists).isEmpty();

    world.run(Duration.ofMillis(1200));
    two.start();
    world.run(Duration.ofSeconds(1));
    assertThat(two.lists.getLast()).isEqualTo(one.lists.getLast());
    assertThat(firings("Dissemination", "D1")).isPositive();
    assertThat(firings("Dissemination", "D2")).isPositive();
    assertThat(firings("Dissemination", "D3")).isPositive();
  }

  @Test
  void rulesT1AndT2GiveATableToAllServersAndA1TellsWhoAsked() {
    Table table = (Table) ask(new CreateTable("words", List.of()));

    assertThat(table.tablets()).extracting(Tablet::owner).containsExactly(one.id, two.id);
    assertThat(one.taken).containsExactly(table.tablets().get(0));
    assertThat(two.taken).containsExactly(table.tablets().get(1));
    assertThat(ask(new GetTable("words"))).isEqualTo(table);
    assertThat(ask(new CreateTable("words", List.of()))).isEqualTo(table);
    assertThat(firings("ServedTable", "A1")).isEqualTo(3);
  }

  @Test
  void ruleT3OffersATabletAgainAndNobodyHearsOfTheTableBefore() {
    two.takes = false;
    List<Reply> answers = new ArrayList<>();
    coordinator.receive(new CreateTable("words", List.of()), reply -> answers.add((Reply) reply));
    coordinator.receive(new GetTable("words"), reply -> answers.add((Reply) reply));
    world.run(Duration.ofSeconds(1));
    assertThat(answers).isEmpty();
    assertThat(firings("TabletAssignment", "T3")).isPositive();

    two.takes = true;
    world.run(Duration.ofSeconds(2));
    assertThat(answers).hasSize(2).allMatch(Table.class::isInstance);
  }

  @Test
  void tableWhoseOwnerCrashedBeforeItWasCompleteWaitsForTheRecovery() {
    two.takes = false;
    List<Reply> answers = new ArrayList<>();
    coordinator.receive(new CreateTable("words", List.of()), reply -> answers.add((Reply) reply));
    world.run(Duration.ofMillis(100));
    network.kill(two.address);
    world.run(Duration.ofSeconds(1));
    assertThat(answers).isEmpty();

    TabletAssignment orphan =
        coordinator.tables().of(two.id).stream().findFirst().orElseThrow();
    assertThat(orphan.pristine()).isTrue();
    EnlistedServer heir = coordinator.servers().up().getFirst();
    pool.event("recovered", () ->
        coordinator.tables().reassign(
            List.of(orphan), heir, 1, new Recovered(new SegmentId(1), 0), () -> {}));
    world.run(Duration.ofSeconds(1));
    assertThat(answers).singleElement().isInstanceOfSatisfying(Table.class, table ->
        assertThat(table.tablets()).allMatch(tablet -> !tablet.owner().equals(two.id)));
  }

  @Test
  void completeTableIsStillToldAfterAnOwnerCrashed() {
    Table table = (Table) ask(new CreateTable("words", List.of()));
    assertThat(table.outages()).isEmpty();
    network.kill(two.address);
    world.run(Duration.ofSeconds(1));

    assertThat(ask(new GetTable("words"))).isInstanceOfSatisfying(Table.class, told -> {
      assertThat(told.tablets()).isEqualTo(table.tablets());
      assertThat(told.outage(two.id)).isPresent();
      assertThat(told.outage(one.id)).isEmpty();
    });
  }

  @Test
  void tableOnNamedOwnersGoesThereAndItsNameIsTakenForOthers() {
    Table table = (Table) ask(new CreateTable("words", List.of(two.id)));

    assertThat(table.tablets()).extracting(Tablet::owner).containsExactly(two.id);
    assertThat(refusal(ask(new CreateTable("words", List.of(one.id)))))
        .isEqualTo(Refusal.NAME_IN_USE);
    assertThat(refusal(ask(new CreateTable("others", List.of(ServerId.of(9, 9))))))
        .isEqualTo(Refusal.TOO_FEW_SERVERS);
  }

  @Test
  void tableIsRefusedWhileFewerThanReplicasAndAMasterAreUp() {
    network.kill(two.address);
    world.run(Duration.ofSeconds(1));

    assertThat(refusal(ask(new CreateTable("words", List.of()))))
        .isEqualTo(Refusal.TOO_FEW_SERVERS);
    assertThat(refusal(ask(new GetTable("words")))).isEqualTo(Refusal.UNKNOWN_TABLE);
  }

  private Reply ask(Request.ToCoordinator request) {
    List<Reply> answers = new ArrayList<>();
    coordinator.receive(request, reply -> answers.add((Reply) reply));
    world.run(Duration.ofMillis(5));
    return answers.getFirst();
  }

  private List<ServerId> upIds() {
    return coordinator.status().membership().members().stream()
        .filter(Member::up).map(Member::id).toList();
  }

  private long firings(String table, String row) {
    return pool.firings().getOrDefault(table, Map.of()).getOrDefault(row, 0L);
  }

  private static Refusal refusal(Reply reply) {
    return ((Refused) reply).reason();
  }
}
