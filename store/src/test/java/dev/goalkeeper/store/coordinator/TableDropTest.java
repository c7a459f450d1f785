package dev.goalkeeper.store.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.transport.TestNetwork;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.CreateTable;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.DropTable;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.ForgetTable;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.GetTables;
import dev.goalkeeper.store.wire.MembershipApplied;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.PushMembership;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A table is dropped: its name is free at once, and it is over when nobody serves it any more.
class TableDropTest {
  private final SimulatedWorld world = World.simulated(6);
  private final TestNetwork network = new TestNetwork(world);
  private final MemoryMetadataStore store = new MemoryMetadataStore();
  private Pool pool = Pool.named("coordinator-membership").world(world).build();
  private Coordinator coordinator = succeed();
  private final List<ForgetTable> told = new ArrayList<>();
  private final ServerId one = enlist(1);
  private final ServerId two = enlist(2);
  private boolean forgets = true;

  @BeforeEach
  void settle() {
    world.run(Duration.ofMillis(10));
  }

  @Test
  void rulesF1F2AndD1TellEveryServerAndForgetTheTable() {
    Table words = (Table) ask(new CreateTable("words", List.of(one))).getFirst();

    assertThat(ask(new DropTable(words.id()))).containsExactly(new Done());
    assertThat(told).containsExactly(new ForgetTable(words.id()), new ForgetTable(words.id()));
    assertThat(refusal(ask(new GetTable("words")))).isEqualTo(Refusal.UNKNOWN_TABLE);
    assertThat(ask(new GetTables())).containsExactly(new TableList(List.of()));
    assertThat(coordinator.tables().of(one)).isEmpty();
    assertThat(store.records().byKey()).noneSatisfy(
        (key, value) -> assertThat(key).startsWith(TableRecord.KEYS));
    assertThat(ask(new DropTable(words.id()))).containsExactly(new Done());
    assertThat(told).hasSize(2);
    assertThat(firings("Forgetting", "F2")).isEqualTo(2);
    assertThat(firings("TableDrop", "D1")).isEqualTo(1);
  }

  @Test
  void ruleF3TellsAgainAndNobodyHearsOfTheNextTableOfThatNameBefore() {
    Table words = (Table) ask(new CreateTable("words", List.of())).getFirst();
    forgets = false;
    List<Reply> dropped = ask(new DropTable(words.id()));
    List<Reply> again = ask(new DropTable(words.id()));
    List<Reply> made = ask(new CreateTable("words", List.of()));
    List<Reply> found = ask(new GetTable("words"));
    world.run(Duration.ofSeconds(1));
    assertThat(List.of(dropped, again, made, found)).allMatch(List::isEmpty);
    assertThat(coordinator.status().dropping()).containsExactly("words");
    assertThat(firings("Forgetting", "F3")).isPositive();

    forgets = true;
    world.run(Duration.ofSeconds(2));
    assertThat(dropped).containsExactly(new Done());
    assertThat(again).containsExactly(new Done());
    assertThat(((Table) made.getFirst()).id().value()).isEqualTo(words.id().value() + 1);
    assertThat(found).isEqualTo(made);
  }

  @Test
  void ruleF4WritesOffWhoIsGivenUp() {
    Table words = (Table) ask(new CreateTable("words", List.of())).getFirst();
    network.kill(address(2));
    List<Reply> dropped = ask(new DropTable(words.id()));
    world.run(Duration.ofMillis(200));
    assertThat(dropped).isEmpty();
    world.run(Duration.ofSeconds(2));
    assertThat(coordinator.servers().find(two)).isPresent().get().matches(lost -> !lost.up());
    assertThat(dropped).containsExactly(new Done());
    assertThat(firings("Forgetting", "F4")).isEqualTo(1);
  }

  @Test
  void successorGoesOnAndTheNameIsAnotherTables() {
    Table words = (Table) ask(new CreateTable("words", List.of())).getFirst();
    forgets = false;
    ask(new DropTable(words.id()));
    ask(new CreateTable("words", List.of()));
    coordinator = succeed();
    assertThat(coordinator.status().dropping()).containsExactly("words");
    assertThat(coordinator.tables().of(one)).hasSize(1);
    List<Reply> dropped = ask(new DropTable(words.id()));
    forgets = true;
    world.run(Duration.ofSeconds(2));

    assertThat(dropped).containsExactly(new Done());
    Table next = (Table) ask(new GetTable("words")).getFirst();
    assertThat(next.id()).isGreaterThan(words.id());
    assertThat(coordinator.status().dropping()).isEmpty();
  }

  @Test
  void whoWaitsForATableThatIsDroppedIsTold() {
    network.kill(address(2));
    List<Reply> made = ask(new CreateTable("words", List.of()));
    assertThat(made).isEmpty();
    List<Reply> tables = ask(new GetTables());
    ask(new DropTable(((TableList) tables.getFirst()).tables().getFirst().id()));
    assertThat(refusal(made)).isEqualTo(Refusal.UNKNOWN_TABLE);
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
    return ((Enlisted) ask(
        new Enlist("test", address(number), "", 0, ServerId.NONE)).getFirst()).id();
  }

  private Message answer(Message request) {
    if (request instanceof ForgetTable forget) {
      told.add(forget);
      return forgets ? new Done() : new Refused(Refusal.BUSY, "not yet");
    }
    return switch (request) {
      case PushMembership push -> new MembershipApplied(push.membership().version());
      case Ping ping -> new Pong();
      case Message other -> new Done();
    };
  }

  /// What is answered soon, and later.
  private List<Reply> ask(Request.ToCoordinator request) {
    List<Reply> answers = new ArrayList<>();
    coordinator.receive(request, reply -> answers.add((Reply) reply));
    world.run(Duration.ofMillis(10));
    return answers;
  }

  private long firings(String table, String row) {
    return pool.firings().getOrDefault(table, Map.of()).getOrDefault(row, 0L);
  }

  private static Refusal refusal(List<Reply> replies) {
    return ((Refused) replies.getFirst()).reason();
  }
}
