package dev.goalkeeper.store.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.MappedDisk;
import dev.goalkeeper.store.storage.StorageRefused;
import dev.goalkeeper.store.storage.StoreIdentity;
import dev.goalkeeper.store.transport.TestNetwork;
import dev.goalkeeper.store.wire.Absent;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.GetMembership;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Inspection;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.MembershipApplied;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.PushMembership;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One server and the table that makes it one, before a coordinator that the test plays.
class StoreServerTest {
  private static final Address COORDINATOR = new Address("coordinator", 1);
  private static final Address SELF = new Address("self", 1);
  private static final ServerId ID = ServerId.of(3, 2);
  private static final int SEGMENT_BYTES = 64 << 10;

  @TempDir private Path directory;

  private final SimulatedWorld world = World.simulated(5);
  private final TestNetwork network = new TestNetwork(world);
  private final Pool pool = Pool.named("replication").world(world).build();
  private final List<String> deaths = new ArrayList<>();
  private final List<Enlist> enlistings = new ArrayList<>();
  private final List<StoreServer> started = new ArrayList<>();

  @AfterEach
  void release() {
    started.forEach(StoreServer::release);
  }

  @Test
  void rulesN2AndN3KeepAskingACoordinatorThatIsAway() {
    start();
    world.run(Duration.ofSeconds(5));
    assertThat(firings("N2")).as("said once").isEqualTo(1);
    assertThat(firings("N3")).isGreaterThan(3);
    assertThat(refusal(ask(new Ping(), ServerId.NONE))).isEqualTo(Refusal.BUSY);

    coordinate();
    world.run(Duration.ofSeconds(2));
    assertThat(ask(new Ping(), ID)).isEqualTo(new Pong());
  }

  @Test
  void rulesN1N5AndN6MakeItServe() {
    coordinate();
    start();
    world.run(Duration.ofSeconds(1));

    assertThat(enlistings).singleElement().isEqualTo(new Enlist(
        "test", SELF, "rack", 3 << 20, ServerId.NONE, enlistings.getFirst().start()));
    assertThat(List.of(firings("N1"), firings("N5"), firings("N6"))).containsOnly(1L);
    assertThat(((Inspection) ask(new Inspect(Inspect.Kind.STATUS, ""), ServerId.NONE)).json())
        .contains("\"id\":\"s3.2\"", "\"serving\":true", "\"mode\":\"buffered\"",
            "\"condemned_files\":[]");
  }

  @Test
  void whoHearsNothingAsksAgainAsTheSameAndAnotherStartAsAnother() {
    coordinate();
    network.loseAnswers(COORDINATOR);
    start();
    world.run(Duration.ofSeconds(5));
    assertThat(enlistings).hasSizeGreaterThan(1).containsOnly(enlistings.getFirst());
    assertThat(enlistings.getFirst().start()).isNotZero();

    started.removeLast().release();
    start();
    world.run(Duration.ofSeconds(5));
    assertThat(enlistings.stream().map(Enlist::start).distinct()).hasSize(2);
  }

  @Test
  void aDiskThatWasUsedBeforeTellsItsFormerSelf() {
    try (FrameStore frames = FrameStore.open(
        MappedDisk.open(directory), new StoreIdentity("test", SEGMENT_BYTES), 1 << 20)) {
      frames.formerSelf(ServerId.of(3, 1));
    }
    coordinate();
    start();
    world.run(Duration.ofSeconds(1));

    assertThat(enlistings.getFirst().formerSelf()).isEqualTo(ServerId.of(3, 1));
  }

  @Test
  void ruleN4EndsAServerThatTheCoordinatorSendsAway() {
    network.listen(COORDINATOR, (envelope, request, responder) ->
        responder.respond(new Refused(Refusal.WRONG_CLUSTER, "not mine")));
    start();
    world.run(Duration.ofSeconds(1));

    assertThat(deaths).containsExactly("WRONG_CLUSTER: not mine");
    assertThat(firings("N4")).isEqualTo(1);
  }

  @Test
  void ruleN7EndsAServerWhoseFramesHaveAnotherSize() {
    FrameStore.open(MappedDisk.open(directory), new StoreIdentity("test", 4096), 1 << 20).close();
    coordinate();
    start();
    world.run(Duration.ofSeconds(1));

    assertThat(deaths).singleElement().asString().contains("frames for segments of 4096 bytes");
    assertThat(firings("N7")).isEqualTo(1);
  }

  @Test
  void ruleZ4EndsAServerThatTheClusterHasGivenUp() {
    coordinate();
    start();
    world.run(Duration.ofSeconds(1));
    var crashed = new Membership(9, List.of(member(Member.Status.CRASHED)));
    assertThat(ask(new PushMembership(crashed), ID)).isEqualTo(new MembershipApplied(9));
    world.run(Duration.ofMillis(10));

    assertThat(deaths).singleElement().asString().contains("given s3.2 up");
    assertThat(pool.firings().get("Standing")).containsEntry("Z4", 1L);
  }

  @Test
  void aDiskOfAnotherClusterIsRefusedBeforeAnybodyIsAsked() {
    FrameStore.open(
        MappedDisk.open(directory), new StoreIdentity("other", SEGMENT_BYTES), 1 << 20).close();

    assertThatThrownBy(this::start).isInstanceOf(StorageRefused.class)
        .hasMessageContaining("belongs to cluster 'other'");
  }

  @Test
  void requestsForOthersAreRefused() {
    coordinate();
    start();
    world.run(Duration.ofSeconds(1));

    assertThat(refusal(ask(new Ping(), ServerId.of(3, 1)))).isEqualTo(Refusal.WRONG_SERVER);
    assertThat(refusal(ask(new GetMembership(), ID))).isEqualTo(Refusal.NOT_MINE);
    assertThat(refusal(ask(new Read(new TableId(1), Bytes.utf8("a")), ID)))
        .isEqualTo(Refusal.NOT_OWNER);
  }

  @Test
  void commandsOfACoordinatorWhoseTermIsOverAreRefused() {
    coordinate();
    start();
    world.run(Duration.ofSeconds(1));
    assertThat(ask(3, new Ping(), ID)).isEqualTo(new Pong());

    var list = new PushMembership(new Membership(7, List.of(member(Member.Status.UP))));
    for (long term : new long[] {0, 1, 2}) {
      assertThat(ask(term, list, ID)).isInstanceOfSatisfying(Refused.class, refused -> {
        assertThat(refused.reason()).isEqualTo(Refusal.STALE_TERM);
        assertThat(refused.text()).contains("term " + term, "of term 3");
      });
    }
    assertThat(refusal(ask(2, new Ping(), ID))).isEqualTo(Refusal.STALE_TERM);
    assertThat(ask(3, list, ID)).isEqualTo(new MembershipApplied(7));
    assertThat(ask(0, new Ping(), ID)).as("of another server").isEqualTo(new Pong());
  }

  private void start() {
    var seams = new StoreServer.Seams(pool, network, MappedDisk.open(directory), Runnable::run);
    var options = new ServerOptions(
        "test", List.of(COORDINATOR), "rack", 4 << 20, 4 << 20, 1 << 20);
    var server = new StoreServer(seams, options, deaths::add);
    started.add(server);
    network.listen(SELF, server.receiver());
    server.start(SELF);
  }

  private void coordinate() {
    network.listen(COORDINATOR, (envelope, request, responder) -> {
      if (request instanceof Enlist enlist) {
        enlistings.add(enlist);
        responder.respond(new Enlisted(ID, 1, SEGMENT_BYTES, Mode.BUFFERED,
            new Membership(1, List.of(member(Member.Status.UP)))));
      } else {
        responder.respond(new Refused(Refusal.BUSY, "not now"));
      }
    });
  }

  private static Member member(Member.Status status) {
    return new Member(ID, SELF, "rack", 0, status);
  }

  private Message ask(Request request, ServerId target) {
    return ask(1, request, target);
  }

  private Message ask(long term, Request request, ServerId target) {
    var answers = new ArrayList<Message>();
    started.getLast().receiver().receive(
        new Envelope(0, term, ServerId.NONE, target), request, answers::add);
    world.run(Duration.ofMillis(1));
    return answers.isEmpty() ? new Absent() : answers.getFirst();
  }

  private long firings(String row) {
    return pool.firings().getOrDefault("Enlistment", Map.of()).getOrDefault(row, 0L);
  }

  private static Refusal refusal(Message answer) {
    return ((Refused) answer).reason();
  }
}
