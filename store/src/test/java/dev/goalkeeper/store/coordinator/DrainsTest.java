package dev.goalkeeper.store.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.transport.TestNetwork;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.BringTablet;
import dev.goalkeeper.store.wire.CreateTable;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.DrainServer;
import dev.goalkeeper.store.wire.Draining;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.MembershipApplied;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.MoveTablet;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.PushMembership;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.Tablet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server that is drained gives all its tablets away, and gets none.
class DrainsTest {
  private final SimulatedWorld world = World.simulated(8);
  private final TestNetwork network = new TestNetwork(world);
  private final MemoryMetadataStore store = new MemoryMetadataStore();
  private Pool pool = Pool.named("coordinator-membership").world(world).build();
  private Coordinator coordinator = succeed();
  private final ServerId one = enlist(1);
  private final ServerId two = enlist(2);
  private final ServerId three = enlist(3);
  private boolean brings = true;

  @BeforeEach
  void settle() {
    world.run(Duration.ofMillis(10));
  }

  @Test
  void rulesN1AndN2MoveTabletsToWhoeverHasLeastUntilNoneIsLeft() {
    ask(new CreateTable("words", List.of(one, one, one, two)));
    assertThat(ask(new DrainServer(one, true))).isEqualTo(new Draining(3));
    world.run(Duration.ofSeconds(1));

    assertThat(ask(new DrainServer(one, true))).isEqualTo(new Draining(0));
    assertThat(coordinator.tables().of(two)).hasSize(2);
    assertThat(coordinator.tables().of(three)).hasSize(2);
    assertThat(coordinator.status().draining()).containsExactly(Map.entry(one, 0));
    assertThat(firings("N1")).isEqualTo(3);
    assertThat(firings("N2")).isEqualTo(3);
  }

  @Test
  void whoIsDrainedGetsNothingUntilThatIsUndone() {
    ask(new DrainServer(one, true));
    Table words = (Table) ask(new CreateTable("words", List.of()));
    assertThat(words.tablets()).extracting(Tablet::owner).containsExactly(two, three);
    assertThat(refusal(ask(new CreateTable("others", List.of(one)))))
        .isEqualTo(Refusal.TOO_FEW_SERVERS);
    assertThat(refusal(ask(new MoveTablet("words", 0, one)))).isEqualTo(Refusal.TOO_FEW_SERVERS);

    assertThat(ask(new DrainServer(one, false))).isEqualTo(new Draining(0));
    assertThat(coordinator.status().draining()).isEmpty();
    assertThat(((Table) ask(new CreateTable("others", List.of()))).tablets())
        .extracting(Tablet::owner).containsExactly(one, two, three);
  }

  @Test
  void ruleN3TriesAgainAndASuccessorGoesOn() {
    ask(new CreateTable("words", List.of(one, one)));
    brings = false;
    ask(new DrainServer(one, true));
    world.run(Duration.ofSeconds(1));
    assertThat(firings("N3")).isGreaterThan(1);
    coordinator = succeed();
    assertThat(coordinator.status().draining()).containsExactly(Map.entry(one, 2));
    brings = true;
    world.run(Duration.ofSeconds(3));
    assertThat(coordinator.tables().of(one)).isEmpty();
  }

  @Test
  void itIsRefusedWhereTooFewWouldBeLeftOrNobodyIsUp() {
    ask(new DrainServer(one, true));
    Reply refused = ask(new DrainServer(two, true));
    assertThat(refusal(refused)).isEqualTo(Refusal.TOO_FEW_SERVERS);
    assertThat(((Refused) refused).text()).contains("start 1 more");
    assertThat(refusal(ask(new DrainServer(ServerId.of(9, 9), true))))
        .isEqualTo(Refusal.UNKNOWN_SUBJECT);
    network.kill(address(1));
    world.run(Duration.ofSeconds(2));
    assertThat(refusal(ask(new DrainServer(one, true)))).isEqualTo(Refusal.UNKNOWN_SUBJECT);
  }

  private Coordinator succeed() {
    pool = Pool.named("coordinator-membership").world(world).build();
    coordinator = new Coordinator(pool, network,
        new CoordinatorOptions("test", 1, 1 << 20, Liveness.DEFAULT),
        new Coordinator.Mandate(store.records().elect(), store, end -> { }));
    world.run(Duration.ofMillis(5));
    return coordinator;
  }

  private static Address address(int number) {
    return new Address("host-" + number, 7000);
  }

  private ServerId enlist(int number) {
    network.listen(address(number),
        (envelope, request, responder) -> responder.respond(answer(request)));
    return ((Enlisted) ask(new Enlist("test", address(number), "", 0, ServerId.NONE))).id();
  }

  private Message answer(Message request) {
    return switch (request) {
      case BringTablet bring -> brings ? new Recovered(new SegmentId(1), 0)
          : new Refused(Refusal.NO_SPACE, "no room");
      case PushMembership push -> new MembershipApplied(push.membership().version());
      case Ping ping -> new Pong();
      case Message other -> new Done();
    };
  }

  private Reply ask(Request.ToCoordinator request) {
    List<Reply> answers = new ArrayList<>();
    coordinator.receive(request, reply -> answers.add((Reply) reply));
    world.run(Duration.ofMillis(10));
    return answers.getFirst();
  }

  private long firings(String row) {
    return pool.firings().getOrDefault("ServerDrain", Map.of()).getOrDefault(row, 0L);
  }

  private static Refusal refusal(Reply reply) {
    return ((Refused) reply).reason();
  }
}
