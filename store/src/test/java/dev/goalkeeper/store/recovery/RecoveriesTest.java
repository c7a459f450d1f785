package dev.goalkeeper.store.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.coordinator.Coordinator;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.coordinator.Liveness;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.transport.TestNetwork;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.CreateTable;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.Inventory;
import dev.goalkeeper.store.wire.MembershipApplied;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.PushMembership;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.TakeInventory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a coordinator does about a master that has crashed, and what it says of that.
class RecoveriesTest {
  private static final SegmentId HEAD = new SegmentId(1);

  private final SimulatedWorld world = World.simulated(3);
  private final TestNetwork network = new TestNetwork(world);
  private final MemoryMetadataStore store = new MemoryMetadataStore();
  private final Pool pool = Pool.named("coordinator-membership").world(world).build();
  private final Coordinator coordinator = new Coordinator(pool, network,
      new CoordinatorOptions("test", 1, 1 << 20, Liveness.DEFAULT),
      new Coordinator.Mandate(store.records().elect(), store, line -> {}));

  private final Recoveries recoveries = new Recoveries(coordinator);
  private final List<RecoverTablets> asked = new ArrayList<>();
  private Inventory kept = new Inventory(List.of());

  @Test
  void logOfWhichNobodyHasTheHeadIsIncompleteUntilSomebodyHas() {
    pool.event("begin", () -> pool.add(recoveries));
    ServerId master = enlist(1);
    enlist(2);
    ask(new CreateTable("words", List.of(master)));
    network.kill(address(1));
    world.run(Duration.ofSeconds(2));

    assertThat(recoveries.status()).singleElement()
        .matches(RecoveryStatus::incomplete).matches(status -> status.crashed().equals(master))
        .extracting(RecoveryStatus::text).asString().contains("INCOMPLETE", "no head");
    assertThat(asked).isEmpty();
    assertThat(ask(new GetTable("words"))).isInstanceOfSatisfying(Table.class, table ->
        assertThat(table.outage(master)).hasValueSatisfying(outage ->
            assertThat(outage.text()).startsWith("its recovery: the log is INCOMPLETE")));

    kept = new Inventory(List.of(new Inventory.Held(HEAD, 1, 0, 64, false, List.of(HEAD))));
    ServerId late = enlist(3);
    world.run(Duration.ofSeconds(2));

    assertThat(recoveries.status()).isEmpty();
    assertThat(asked).isNotEmpty().allMatch(request -> request.crashed().equals(master));
    assertThat(coordinator.servers().find(master)).isEmpty();
    assertThat(coordinator.servers().find(late)).isPresent();
  }

  @Test
  void everyServerTakesAPartOfTheOnlyTablet() {
    pool.event("begin", () -> pool.add(recoveries));
    ServerId master = enlist(1);
    enlist(2);
    enlist(3);
    ask(new CreateTable("words", List.of(master)));
    var digest = List.of(HEAD, new SegmentId(2), new SegmentId(3), new SegmentId(4));
    var held = new ArrayList<Inventory.Held>();
    digest.subList(0, 3).forEach(segment ->
        held.add(new Inventory.Held(segment, 1, 0, 1 << 20, true, List.of())));
    held.add(new Inventory.Held(digest.getLast(), 1, 0, 64, false, digest));
    kept = new Inventory(held);
    network.kill(address(1));
    world.run(Duration.ofSeconds(2));

    List<Tablet> tablets = coordinator.status().tables().getFirst().tablets();
    assertThat(tablets).hasSize(2).extracting(Tablet::owner).doesNotHaveDuplicates()
        .doesNotContain(master);
    assertThat(asked).hasSize(2);
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
      case PushMembership push -> new MembershipApplied(push.membership().version());
      case Ping ping -> new Pong();
      case TakeInventory take -> kept;
      case RecoverTablets recover -> {
        asked.add(recover);
        yield new Recovered(HEAD, 64);
      }
      case Message other -> new Done();
    };
  }

  private Reply ask(Request.ToCoordinator request) {
    List<Reply> answers = new ArrayList<>();
    coordinator.receive(request, reply -> answers.add((Reply) reply));
    world.run(Duration.ofMillis(20));
    return answers.getFirst();
  }
}
