package dev.goalkeeper.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.zookeeper.Ensemble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Coordinators die, as processes do, and the cluster goes on: the record outlives them.
class CoordinatorFailoverTest {
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Pattern LISTENS = Pattern.compile("listens on (\\S+)$");
  private static final int KEYS = 200;
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final int LOOKS_MAX = 1_200;

  @TempDir private Path directory = Path.of("");
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void theOnlyCoordinatorIsKilledAndComesBackToTheSameCluster() {
    Address at = Ensemble.local(3).members().getFirst();
    Child coordinator = coordinator(at);
    List<Child> servers = List.of(server(at, 1), server(at, 2), server(at, 3));
    StoreClient client = client(List.of(at));
    List<ServerId> ids = awaitUp(client, 3);
    assertThat(client.createTable("one", ids)).isInstanceOf(Outcome.Served.class);
    write(client, "one");
    coordinator.kill();
    write(client, "one");
    coordinator(at);
    assertThat(awaitUp(client, 3)).isEqualTo(ids);
    assertThat(client.createTable("two")).isInstanceOf(Outcome.Served.class);
    servers.getLast().kill();
    readBack(client, "one");
    List<ServerId> left = awaitUp(client, 2);
    assertThat(left).isSubsetOf(ids);
    server(at, 4);
    assertThat(awaitUp(client, 3)).containsAll(left)
        .filteredOn(id -> !left.contains(id)).doesNotContainAnyElementsOf(ids);
  }

  @Test
  void aStandbyLeadsWhenTheLeaderIsKilledAndServersAndClientsFollow() {
    Fleet fleet = opened(Fleet.start(directory,
        FleetPlan.demo(1, 3, Mode.BUFFERED).withCoordinators(3)));
    StoreClient client = client(fleet.coordinators());
    List<ServerId> ids = awaitUp(client, 3);
    assertThat(client.createTable("one", ids)).isInstanceOf(Outcome.Served.class);
    write(client, "one");
    Fleet.Seat leader = fleet.leader(client).orElseThrow();
    leader.process().kill();
    fleet.servers().getLast().process().kill();
    readBack(client, "one");
    write(client, "one");
    Optional<Fleet.Seat> next = fleet.leader(client);
    assertThat(next).isPresent().get().isNotEqualTo(leader);
    assertThat(awaitUp(client, 2)).doesNotContain(fleet.servers().getLast().id());
    assertThat(client.createTable("two")).isInstanceOf(Outcome.Served.class);
  }

  private Child coordinator(Address at) {
    Child child = child("coordinator", "coordinator", "--port=" + at.port(), "--replicas=1",
        "--segment-bytes=256k", "--dir=" + directory.resolve("zookeeper"));
    child.await(LISTENS, MOST);
    return child;
  }

  private Child server(Address coordinator, int number) {
    return child("server" + number, "server", "--coordinator=" + coordinator, "--port=0",
        "--dir=" + directory.resolve("s" + number));
  }

  private Child child(String name, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--until-eof");
    all.add("--log=" + directory.resolve(name + ".log"));
    var jvm = Jvm.goalkeeper(192, Jvm.Compiler.QUICK);
    return opened(Child.start(name, directory.resolve(name + ".errors"), jvm, all));
  }

  private StoreClient client(List<Address> coordinators) {
    return opened(StoreClient.connect(ClientOptions.of(coordinators).withDeadline(MOST)));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }

  /// Waits until so many servers are listed as up, and nobody else is listed.
  private static List<ServerId> awaitUp(StoreClient client, int count) {
    for (int looks = 0; looks < LOOKS_MAX; looks++) {
      if (client.membership() instanceof Outcome.Listed(var list)
          && list.members().size() == count && list.members().stream().allMatch(Member::up)) {
        return list.members().stream().map(Member::id).toList();
      }
      Pause.of(LOOK_EVERY);
    }
    throw new AssertionError("not " + count + " servers up: " + client.membership());
  }

  private static void write(StoreClient client, String table) {
    for (int i = 0; i < KEYS; i++) {
      assertThat(client.write(table, Bytes.utf8("k" + i), Bytes.utf8("v" + i)))
          .isInstanceOf(Outcome.Written.class);
    }
  }

  private static void readBack(StoreClient client, String table) {
    for (int i = 0; i < KEYS; i++) {
      Bytes written = Bytes.utf8("v" + i);
      assertThat(client.read(table, Bytes.utf8("k" + i))).isInstanceOfSatisfying(
          Outcome.Value.class, value -> assertThat(value.bytes()).isEqualTo(written));
    }
  }
}
