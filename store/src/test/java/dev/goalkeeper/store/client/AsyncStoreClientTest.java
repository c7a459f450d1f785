package dev.goalkeeper.store.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.transport.TestNetwork;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.ClientLeased;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.ForgetTable;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.Increment;
import dev.goalkeeper.store.wire.Incremented;
import dev.goalkeeper.store.wire.LetGo;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Outage;
import dev.goalkeeper.store.wire.Page;
import dev.goalkeeper.store.wire.PullTablet;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Remove;
import dev.goalkeeper.store.wire.Removed;
import dev.goalkeeper.store.wire.RenewClient;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.Scan;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.Value;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsyncStoreClientTest {
  private static final Address COORDINATOR = new Address("coordinator", 1);
  private static final Address ONE = new Address("one", 1);
  private static final Address TWO = new Address("two", 1);
  private static final Bytes KEY = Bytes.utf8("key");
  private static final Bytes VALUE = Bytes.utf8("value");

  private final SimulatedWorld world = World.simulated(11);
  private final TestNetwork network = new TestNetwork(world);
  private final Pool pool = Pool.named("client").world(world).build();
  private final ClientOptions options =
      new ClientOptions(List.of(COORDINATOR), Duration.ofSeconds(5), 4, true);
  private final AsyncStoreClient client = new AsyncStoreClient(pool, network, options);
  private final List<Message> atOne = new ArrayList<>();
  private final List<Message> atTwo = new ArrayList<>();
  private final List<Long> renewals = new ArrayList<>();
  private List<Outage> outages = List.of();
  private Address owner = ONE;
  private long lease = 70;

  @BeforeEach
  void listen() {
    network.listen(COORDINATOR, (envelope, request, responder) ->
        responder.respond(request instanceof RenewClient renew ? renewed(renew.client())
            : request instanceof GetTable get && get.name().equals("words")
            ? table() : new Refused(Refusal.UNKNOWN_TABLE, "no such table")));
    network.listen(ONE, (envelope, request, responder) -> serve(ONE, atOne, request, responder));
    network.listen(TWO, (envelope, request, responder) -> serve(TWO, atTwo, request, responder));
  }

  @Test
  void rulesC10AndC1CarryEachOperationToItsOutcome() {
    assertThat(outcome(client.write("words", KEY, VALUE))).isEqualTo(new Outcome.Written(1));
    assertThat(outcome(client.read("words", KEY))).isEqualTo(new Outcome.Value(1, VALUE));
    assertThat(outcome(client.remove("words", KEY))).isEqualTo(new Outcome.Removed(1));
    assertThat(outcome(client.table("words"))).isEqualTo(new Outcome.Served(table()));

    assertThat(firings("Slot", "C10")).isEqualTo(4);
    assertThat(firings("Slot", "C1")).isEqualTo(4);
    assertThat(firings("TableMap", "M1")).as("the map is fetched once").isEqualTo(1);
    assertThat(firings("TableMap", "M2")).isEqualTo(1);
  }

  @Test
  void ruleC2FollowsATabletThatHasMoved() {
    outcome(client.write("words", KEY, VALUE));
    owner = TWO;

    assertThat(outcome(client.write("words", KEY, VALUE))).isEqualTo(new Outcome.Written(1));
    assertThat(atTwo).hasSize(1);
    assertThat(firings("Slot", "C2")).isEqualTo(1);
  }

  @Test
  void ruleC3GivesUpWhatIsRefusedUntilTheDeadline() {
    owner = new Address("nowhere", 1);
    network.listen(owner, (envelope, request, responder) ->
        responder.respond(new Refused(Refusal.BUSY, "come back later")));

    assertThat(outcome(client.write("words", KEY, VALUE)))
        .isInstanceOfSatisfying(Outcome.NotDone.class,
            notDone -> assertThat(notDone.text()).contains("come back later"));
    assertThat(firings("Slot", "C3") + firings("Slot", "C8")).isEqualTo(1);
  }

  @Test
  void ruleC4NeverResendsAMutationThatMayHaveArrived() {
    network.loseAnswers(ONE);
    Pool plainPool = Pool.named("plain").world(world).build();
    var plain = new AsyncStoreClient(plainPool, network, options.withoutExactlyOnce());

    assertThat(outcome(plain.write("words", KEY, VALUE))).isInstanceOf(Outcome.Unknown.class);
    assertThat(atOne).hasSize(1);
    assertThat(plainPool.firings().get("Slot")).containsEntry("C4", 1L);
    assertThat(renewals).isEmpty();
  }

  @Test
  void ruleC5ResendsAMutationUnderItsNumberAndItIsFoundOutLater() {
    network.loseAnswers(ONE);
    Outcome unknown = outcome(client.write("words", KEY, VALUE));
    assertThat(unknown).isInstanceOf(Outcome.Unknown.class);
    assertThat(atOne).hasSizeGreaterThan(1);
    assertThat(onces()).containsOnly(new Once(70, 1, 0));

    listen();
    assertThat(outcome(client.write("words", KEY, VALUE))).isEqualTo(new Outcome.Written(1));
    assertThat(outcome(client.retry((Outcome.Unknown) unknown)))
        .isEqualTo(new Outcome.Written(1));
    assertThat(onces()).endsWith(new Once(70, 2, 0), new Once(70, 1, 0));
    assertThat(outcome(client.write("words", KEY, VALUE))).isEqualTo(new Outcome.Written(1));
    assertThat(onces()).endsWith(new Once(70, 3, 2));
    assertThat(outcome(client.retry((Outcome.Unknown) unknown)))
        .as("it is known already").isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void ruleC11AsksAnotherWhereOneIsSilent() {
    network.hang(ONE);
    CompletableFuture<Outcome.OfWrite> write =
        client.write("words", KEY, VALUE).toCompletableFuture();
    world.run(Duration.ofSeconds(1));
    owner = TWO;
    assertThat(outcome(write)).isEqualTo(new Outcome.Written(1));
    assertThat(firings("Slot", "C11")).isEqualTo(1);
  }

  @Test
  void ruleN1RenewsTheLeaseAndRuleN4OpensAnother() {
    outcome(client.write("words", KEY, VALUE));
    world.run(Duration.ofSeconds(9));
    assertThat(renewals).startsWith(0L, 70L, 70L, 70L).hasSize(4);
    lease = 71;
    world.run(Duration.ofSeconds(3));
    assertThat(firings("Lease", "N4")).isEqualTo(1);
    assertThat(outcome(client.write("words", KEY, VALUE))).isEqualTo(new Outcome.Written(1));
    assertThat(onces()).containsExactly(new Once(70, 1, 0), new Once(71, 1, 0));
  }

  @Test
  void aMutationThatNoMasterHasHadBelongsToTheNextLease() {
    outcome(client.write("words", KEY, VALUE));
    lease = 71;
    assertThat(outcome(client.write("words", KEY, VALUE))).isEqualTo(new Outcome.Written(1));
    assertThat(onces()).containsExactly(
        new Once(70, 1, 0), new Once(70, 2, 1), new Once(71, 1, 0));
  }

  @Test
  void ruleC5ResendsAReadAndRuleC8GivesItUp() {
    network.loseAnswers(ONE);

    assertThat(outcome(client.read("words", KEY)))
        .isInstanceOfSatisfying(Outcome.NotDone.class,
            notDone -> assertThat(notDone.text()).contains("one:1"));
    assertThat(atOne).hasSizeGreaterThan(3);
    assertThat(firings("Slot", "C5")).isPositive();
  }

  @Test
  void mutationThatWasNeverSentIsSentOnceTheServerIsThere() {
    network.kill(ONE);
    CompletableFuture<Outcome.OfWrite> write =
        client.write("words", KEY, VALUE).toCompletableFuture();
    world.run(Duration.ofMillis(400));
    assertThat(write).isNotDone();

    listen();
    assertThat(outcome(write)).isEqualTo(new Outcome.Written(1));
    assertThat(atOne).hasSize(1);
  }

  @Test
  void ruleC7EndsWhatHangsAsUnknown() {
    network.hang(ONE);

    assertThat(outcome(client.write("words", KEY, VALUE)))
        .isInstanceOfSatisfying(Outcome.Unknown.class,
            unknown -> assertThat(unknown.text()).isEqualTo("no answer by its deadline"));
    assertThat(firings("Slot", "C7")).isEqualTo(1);
  }

  /// Else it would ask the one who hangs for ever.
  @Test
  void whoeverHangsIsNotAskedAgainOnceOthersServe() {
    network.hang(ONE);
    outcome(client.write("words", KEY, VALUE));
    owner = TWO;

    outcome(client.write("words", KEY, VALUE));
    assertThat(outcome(client.write("words", KEY, VALUE))).isEqualTo(new Outcome.Written(1));
    assertThat(atTwo).isNotEmpty();
  }

  @Test
  void rulesC9AndM3RefuseAnUnknownTableAndAskAgainNextTime() {
    for (int i = 1; i <= 2; i++) {
      assertThat(outcome(client.read("others", KEY)))
          .isInstanceOfSatisfying(Outcome.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Refusal.UNKNOWN_TABLE));
      assertThat(firings("Slot", "C9")).isEqualTo(i);
      assertThat(firings("TableMap", "M3")).isEqualTo(i);
    }
  }

  @Test
  void ruleM4AsksACoordinatorThatIsAwayAgain() {
    network.kill(COORDINATOR);
    CompletableFuture<Outcome.OfRead> read = client.read("words", KEY).toCompletableFuture();
    world.run(Duration.ofSeconds(1));
    listen();

    assertThat(outcome(read)).isInstanceOf(Outcome.Value.class);
    assertThat(firings("TableMap", "M4")).isPositive();
  }

  @Test
  void ruleC8SaysThatTheCoordinatorIsAwayWhenNothingElseIsKnown() {
    network.kill(COORDINATOR);

    assertThat(outcome(client.write("words", KEY, VALUE)))
        .isInstanceOfSatisfying(Outcome.NotDone.class,
            notDone -> assertThat(notDone.text()).contains("coordinator"));
    assertThat(firings("Slot", "C8")).isEqualTo(1);
  }

  @Test
  void whoIsNotServedHearsWhoIsDownAndWhatIsDoneAboutIt() {
    outcome(client.write("words", KEY, VALUE));
    network.kill(ONE);
    outages = List.of(new Outage(ServerId.of(1, 1), "it WAITS: start 1 more"));
    assertThat(outcome(client.read("words", KEY)))
        .isInstanceOfSatisfying(Outcome.NotDone.class, notDone -> assertThat(notDone.text())
            .contains("s1.1: no answer from one:1", "table 'words'",
                "is down: it WAITS: start 1 more"));

    network.kill(COORDINATOR);
    assertThat(outcome(client.read("words", KEY))).isInstanceOfSatisfying(Outcome.NotDone.class,
        notDone -> assertThat(notDone.text()).as("what was told last").contains("is down")
            .contains("the coordinator, which knows", "does not tell: no answer from"));
  }

  @Test
  void outstandingOperationsAreBoundedAndWhatIsTooMuchIsRefusedAtOnce() {
    network.hang(ONE);
    List<CompletableFuture<Outcome.OfWrite>> writes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      writes.add(client.write("words", KEY, VALUE).toCompletableFuture());
    }
    assertThat(writes).filteredOn(CompletableFuture::isDone).hasSize(100 - 64)
        .allMatch(each -> each.join() instanceof Outcome.Refused refused
            && refused.reason() == Refusal.BUSY);

    world.run(Duration.ofSeconds(6));
    assertThat(writes).allMatch(CompletableFuture::isDone);
    assertThat(writes).filteredOn(each -> each.join() instanceof Outcome.Unknown).hasSize(4);
    assertThat(writes).filteredOn(each -> each.join() instanceof Outcome.NotDone).hasSize(60);
  }

  @Test
  void manyKeysHaveAnOutcomeEachInTheirOrderAndABadOneSpoilsNoOther() {
    List<Put> puts = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      puts.add(new Put(Bytes.utf8("key " + i), VALUE));
    }
    puts.set(7, new Put(Bytes.EMPTY, VALUE));
    puts.set(4_999, new Put(KEY, Bytes.of(new byte[Limits.VALUE_BYTES_MAX + 1])));
    List<Bytes> keys = puts.subList(0, 4_999).stream().map(Put::key).toList();

    List<Outcome.OfWrite> written = outcome(client.multiWrite("words", puts));
    assertThat(written).hasSize(5_000);
    for (int i = 0; i < written.size(); i++) {
      if (i == 7 || i == 4_999) {
        assertThat(written.get(i)).isInstanceOfSatisfying(Outcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Refusal.INVALID));
      } else {
        assertThat(written.get(i)).isEqualTo(new Outcome.Written(1));
      }
    }
    assertThat(outcome(client.multiRead("words", keys))).hasSize(4_999)
        .filteredOn(new Outcome.Value(1, VALUE)::equals).hasSize(4_998);
    assertThat(outcome(client.multiRemove("words", keys))).hasSize(4_999)
        .filteredOn(new Outcome.Removed(1)::equals).hasSize(4_998);
    assertThat(outcome(client.multiRead("words", List.of()))).isEmpty();
    assertThat(outcome(client.multiRead("others", List.of(KEY))).getFirst())
        .isInstanceOfSatisfying(Outcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Refusal.UNKNOWN_TABLE));
  }

  @Test
  void manyKeysHaveOneDeadlineAndTakeNoMoreRoomThanTheirWindow() {
    outcome(client.write("words", KEY, VALUE));
    network.hang(ONE);
    List<Bytes> keys = Collections.nCopies(1_000, KEY);
    List<CompletableFuture<List<Outcome.OfRead>>> reads = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      reads.add(client.multiRead("words", keys).toCompletableFuture());
    }
    assertThat(reads.getLast().join()).hasSize(1_000).allMatch(
        each -> each instanceof Outcome.Refused refused && refused.reason() == Refusal.BUSY);
    assertThat(reads).filteredOn(CompletableFuture::isDone).hasSize(1);
    world.run(Duration.ofSeconds(6));

    assertThat(reads).allMatch(CompletableFuture::isDone);
    assertThat(reads.getFirst().join()).hasSize(1_000)
        .filteredOn(each -> each instanceof Outcome.Unknown).hasSize(4);
    assertThat(reads.getFirst().join())
        .filteredOn(each -> each instanceof Outcome.NotDone).hasSize(996);
    assertThat(client.multiRead("words", keys).toCompletableFuture()).isNotDone();
  }

  @Test
  void closingEndsManyAtOnceToo() {
    network.hang(ONE);
    var reads = client.multiRead("words", Collections.nCopies(100, KEY)).toCompletableFuture();
    world.run(Duration.ofMillis(10));
    client.close();
    var late = client.multiRead("words", List.of(KEY)).toCompletableFuture();
    world.run(Duration.ofMillis(10));

    assertThat(reads.join()).hasSize(100)
        .filteredOn(each -> each instanceof Outcome.NotDone).hasSize(96);
    assertThat(late.join()).hasSize(1).allMatch(each -> each instanceof Outcome.NotDone);
  }

  @Test
  void closingEndsEveryOperation() {
    network.hang(ONE);
    CompletableFuture<Outcome.OfWrite> sent =
        client.write("words", KEY, VALUE).toCompletableFuture();
    world.run(Duration.ofMillis(10));
    client.close();
    CompletableFuture<Outcome.OfWrite> after =
        client.write("words", KEY, VALUE).toCompletableFuture();
    world.run(Duration.ofMillis(10));

    assertThat(sent.join()).isInstanceOf(Outcome.Unknown.class);
    assertThat(after.join()).isInstanceOf(Outcome.NotDone.class);
  }

  @Test
  void keysBeyondTheLimitAreTheCallersMistake() {
    assertThatThrownBy(() -> client.read("words", Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class).hasMessage("key is empty");
    assertThatThrownBy(
        () -> client.write("words", Bytes.of(new byte[Limits.KEY_BYTES_MAX + 1]), VALUE))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("key bytes");
  }

  private void serve(Address self, List<Message> seen, Message request, Responder responder) {
    if (!owner.equals(self)) {
      responder.respond(new Refused(Refusal.NOT_OWNER, "not here"));
      return;
    }
    seen.add(request);
    responder.respond(switch ((Request.ToMaster) request) {
      case Read read -> new Value(1, VALUE);
      case Write write when write.once().client() > 0 && write.once().client() != lease ->
          new Refused(Refusal.CLIENT_ENDED, "not any more");
      case Write write -> new Written(1);
      case Remove remove -> new Removed(1);
      case Scan scan -> new Page(scan.table(), scan.lastHash(), 0, false, List.of());
      case Increment increment -> new Incremented(1, increment.by());
      case TakeTablet _, PullTablet _, LetGo _, ForgetTable _ -> new Done();
    });
  }

  private Reply renewed(long client) {
    renewals.add(client);
    return client == 0 || client == lease ? new ClientLeased(lease, 10_000)
        : new Refused(Refusal.CLIENT_ENDED, "ended");
  }

  private List<Once> onces() {
    return atOne.stream().map(each -> ((Write) each).once()).toList();
  }

  private Table table() {
    ServerId id = owner.equals(ONE) ? ServerId.of(1, 1) : ServerId.of(2, 1);
    TableId table = new TableId(7);
    return new Table(table, "words",
        List.of(new Tablet(table, Tablet.HASH_FIRST, Tablet.HASH_LAST, id, owner, 0)), outages);
  }

  private <O> O outcome(CompletionStage<O> stage) {
    CompletableFuture<O> future = stage.toCompletableFuture();
    for (int i = 0; i < 100 && !future.isDone(); i++) {
      world.run(Duration.ofMillis(100));
    }
    return future.join();
  }

  private long firings(String table, String row) {
    return pool.firings().getOrDefault(table, Map.of()).getOrDefault(row, 0L);
  }
}
