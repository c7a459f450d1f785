package dev.goalkeeper.store.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.transport.TestNetwork;
import dev.goalkeeper.store.wire.AskClients;
import dev.goalkeeper.store.wire.ClientLeased;
import dev.goalkeeper.store.wire.ClientsEnded;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.RenewClient;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A lease that has ended never comes back, whoever leads; and one that may live counts as alive.
class LeasedClientsTest {
  private static final Duration OVER = LeasedClients.LENGTH.plusSeconds(1);

  private final SimulatedWorld world = World.simulated(5);
  private final TestNetwork network = new TestNetwork(world);
  private final MemoryMetadataStore store = new MemoryMetadataStore();
  private Coordinator coordinator = succeed();

  @Test
  void idsAreNeverGivenAgainAndOneRecordServesManyClients() {
    List<Long> given = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      given.add(open());
    }
    String record = store.records().byKey().get(ClientBlocks.KEY);
    for (int i = 0; i < 40; i++) {
      given.add(open());
    }
    coordinator = succeed();
    given.add(open());
    assertThat(given).doesNotHaveDuplicates().allMatch(id -> id > 0);
    assertThat(record).contains("drawn 1\n");
    assertThat(store.records().byKey().get(ClientBlocks.KEY)).contains("drawn 3\n");
  }

  @Test
  void aLeaseLivesAsLongAsItIsRenewed() {
    long client = open();
    for (int i = 0; i < 5; i++) {
      world.run(LeasedClients.LENGTH.dividedBy(2));
      assertThat(ask(new RenewClient(client))).isInstanceOf(ClientLeased.class);
      assertThat(ended(client)).isEmpty();
    }
    world.run(OVER);
    assertThat(ended(client)).containsExactly(client);
    assertThat(refusal(ask(new RenewClient(client)))).isEqualTo(Refusal.CLIENT_ENDED);
  }

  @Test
  void aLeaseOfWhichNobodyHasHeardThatItEndedMayBeRenewed() {
    long client = open();
    world.run(OVER);
    assertThat(ask(new RenewClient(client))).isInstanceOf(ClientLeased.class);
    assertThat(ended(client)).isEmpty();
  }

  @Test
  void whatHasEndedStaysSoWhoeverLeads() {
    long gone = open();
    long there = open();
    world.run(OVER);
    ask(new RenewClient(there));
    assertThat(ended(gone)).containsExactly(gone);
    coordinator = succeed();
    assertThat(refusal(ask(new RenewClient(gone)))).isEqualTo(Refusal.CLIENT_ENDED);
    assertThat(((ClientsEnded) ask(new AskClients(List.of(gone, there)))).clients())
        .containsExactly(gone);
  }

  @Test
  void afterAChangeOfLeadersEachMayHaveAWholeLeaseBeforeIt() {
    long client = open();
    world.run(LeasedClients.LENGTH.minusSeconds(1));
    coordinator = succeed();
    world.run(LeasedClients.LENGTH.minusSeconds(1));
    assertThat(ended(client)).isEmpty();
    world.run(OVER);
    assertThat(ended(client)).containsExactly(client);
  }

  @Test
  void blocksWhoseIdsHaveAllEndedAreForgotten() {
    ClientBlocks blocks = ClientBlocks.NONE.draw().draw();
    for (int i = 0; i < ClientBlocks.IDS; i++) {
      blocks = blocks.end(ClientBlocks.first(1) + i);
    }
    blocks = blocks.end(ClientBlocks.first(2) + 63);
    assertThat(blocks.open()).containsOnlyKeys(2L);
    assertThat(blocks.alive()).hasSize(ClientBlocks.IDS - 1)
        .doesNotContain(ClientBlocks.first(2) + 63);
    assertThat(blocks.draw().drawn()).isEqualTo(3);
  }

  @Test
  void whoIsDeposedTellsNobodyThatAClientLives() {
    long client = open();
    Coordinator former = coordinator;
    succeed();
    List<Object> answers = new ArrayList<>();
    former.receive(new AskClients(List.of(client)), answers::add);
    world.run(Duration.ofSeconds(1));
    assertThat(answers).isEmpty();
  }

  private long open() {
    return ((ClientLeased) ask(new RenewClient(0))).client();
  }

  private List<Long> ended(long client) {
    return ((ClientsEnded) ask(new AskClients(List.of(client)))).clients();
  }

  private Coordinator succeed() {
    Pool pool = Pool.named("coordinator-membership").world(world).build();
    var options = new CoordinatorOptions("test", 1, 1 << 20, Liveness.DEFAULT);
    coordinator = new Coordinator(pool, network, options,
        new Coordinator.Mandate(store.records().elect(), store, end -> { }));
    world.run(Duration.ofMillis(5));
    return coordinator;
  }

  private Reply ask(Request.ToCoordinator request) {
    List<Reply> answers = new ArrayList<>();
    coordinator.receive(request, reply -> answers.add((Reply) reply));
    world.run(Duration.ofMillis(20));
    return answers.getFirst();
  }

  private static Refusal refusal(Reply reply) {
    return ((Refused) reply).reason();
  }
}
