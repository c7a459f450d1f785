package dev.goalkeeper.store.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.ScanStopped;
import dev.goalkeeper.store.client.Scanning;
import dev.goalkeeper.store.client.Store;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.coordinator.Liveness;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.storage.StorageRefused;
import dev.goalkeeper.store.transport.CannotListen;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A whole cluster over real sockets and disks, in this process.
@Timeout(60)
class ClusterTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);
  private static final int REPLICAS = 3;
  private static final int SEGMENT_BYTES = 1 << 20;

  /// Before the bytes of a frame's segment.
  private static final int METADATA_BYTES = 8_192;

  /// A busy machine must not look like a death; a server that is closed still says so at once.
  private static final Liveness PATIENT = new Liveness(
      Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMillis(80), 5);

  @TempDir private Path directory;

  private final List<String> deaths = new ArrayList<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final MemoryMetadataStore record = new MemoryMetadataStore();
  private CoordinatorProcess coordinator = startCoordinator(ANY_PORT);
  private StoreClient client = connect();
  private final AsyncStoreClient async =
      AsyncStoreClient.connect(ClientOptions.of(coordinator.address()));

  @BeforeEach
  void startServers() {
    for (int i = 1; i <= REPLICAS + 1; i++) {
      servers.add(startServer("server-" + i));
    }
    awaitUp(REPLICAS + 1);
  }

  @AfterEach
  void stop() {
    client.close();
    async.close();
    servers.forEach(ServerProcess::close);
    coordinator.close();
  }

  @Test
  void objectsAreWrittenReadAndRemovedByTheRulesOfVersions() {
    createTable("words");
    Bytes key = Bytes.utf8("key");

    assertThat(client.read("words", key)).isEqualTo(new Outcome.Absent());
    assertThat(client.write("words", key, Bytes.utf8("1"))).isEqualTo(new Outcome.Written(1));
    assertThat(client.write("words", key, Bytes.utf8("2"))).isEqualTo(new Outcome.Written(2));
    assertThat(client.read("words", key)).isEqualTo(new Outcome.Value(2, Bytes.utf8("2")));
    assertThat(client.write("words", key, Bytes.utf8("3"), Condition.version(1)))
        .isEqualTo(new Outcome.Mismatch(2));
    assertThat(client.remove("words", key, Condition.version(2))).isEqualTo(new Outcome.Removed(2));
    assertThat(client.read("words", key)).isEqualTo(new Outcome.Absent());
    assertThat(client.write("words", key, Bytes.utf8("4"), Condition.ABSENT))
        .isEqualTo(new Outcome.Written(3));
    assertThat(client.read("others", key)).isInstanceOf(Outcome.Refused.class);
    assertThat(deaths).isEmpty();
  }

  @Test
  void storeIsUsedByItsTables() {
    try (Store store = Store.connect(coordinator.address().toString())) {
      var words = store.createTable("words");
      assertThat(words.read("a")).isEqualTo(new Outcome.Absent());
      assertThat(words.write("a", "1", Condition.ABSENT)).isEqualTo(new Outcome.Written(1));
      assertThat(words.increment("n", 5)).isEqualTo(new Outcome.Incremented(1, 5));
      assertThat(get(words.async().increment("n", -7)))
          .isEqualTo(new Outcome.Incremented(2, -2));
      assertThat(words.remove("a", Condition.version(9))).isEqualTo(new Outcome.Mismatch(1));
      assertThat(words.withDeadline(Duration.ofSeconds(3)).remove("a"))
          .isEqualTo(new Outcome.Removed(1));
      assertThat(store.tables()).isInstanceOfSatisfying(Outcome.Tables.class, list ->
          assertThat(list.tables()).extracting("name").containsExactly("words"));
      assertThat(store.table("others").read("a")).isInstanceOf(Outcome.Refused.class);
      var foreign = new Outcome.Unknown("of another client");
      assertThat(store.retry(foreign)).isEqualTo(foreign);
      assertThat(get(words.async().retry(foreign))).isEqualTo(foreign);
    }
  }

  @Test
  void scanFindsEachObjectOnceWhileAMasterDies() {
    createTable("words");
    int count = 10_000;
    load("words", 0, count);
    Scanning scan = client.scan("words");
    Set<Bytes> found = new HashSet<>();
    for (int i = 0; i < count / 10; i++) {
      assertThat(found.add(scan.next().key())).isTrue();
    }
    servers.removeLast().close();
    servers.add(startServer("server-5"));

    scan.forEachRemaining(line -> assertThat(found.add(line.key())).isTrue());
    assertThat(found).hasSize(count);
  }

  @Test
  void manyObjectsRollSegmentsAndAreAllThere() {
    createTable("words");
    int count = 20_000;
    load("words", 0, count);

    List<CompletionStage<Outcome.OfRead>> reads = new ArrayList<>();
    for (int i = 0; i < count; i += 7) {
      reads.add(async.read("words", key(i)));
    }
    for (int i = 0; i < reads.size(); i++) {
      assertThat(get(reads.get(i))).isEqualTo(new Outcome.Value(1, value(i * 7)));
    }
    for (ServerProcess server : servers) {
      Outcome.Inspected status = inspect(server.address(), Inspect.Kind.STATUS, "");
      assertThat(status.json()).contains("\"role\":\"server\"", "\"under_replicated\":0");
    }
  }

  @Test
  void writesGoOnWhenAServerWithoutTabletsDies() {
    servers.add(startServer("server-5"));
    awaitUp(REPLICAS + 2);
    ServerProcess victim = servers.removeLast();
    List<Member> all = membership();
    Member victimMember = all.stream()
        .filter(member -> member.address().equals(victim.address())).findFirst().orElseThrow();
    var owners = all.stream().filter(m -> !m.equals(victimMember)).map(Member::id).toList();
    assertThat(client.createTable("words", owners))
        .isInstanceOf(Outcome.Served.class);
    load("words", 0, 10_000);

    victim.close();
    load("words", 10_000, 10_000);
    awaitUp(REPLICAS + 1);
    for (int i = 0; i < 20_000; i += 371) {
      assertThat(client.read("words", key(i))).isEqualTo(new Outcome.Value(1, value(i)));
    }
    long lost = 0;
    for (ServerProcess server : servers) {
      awaitStatus(server.address(), "\"under_replicated\":0");
      String json = inspect(server.address(), Inspect.Kind.STATUS, "").json();
      lost += number(json, "lost");
      assertThat(number(json, "restored")).isEqualTo(number(json, "lost"));
    }
    assertThat(lost).isPositive();
    assertThat(deaths).isEmpty();
  }

  @Test
  void aMasterDiesAndAllThatItHeldIsServedByTheOthers() {
    servers.add(startServer("server-5"));
    awaitUp(REPLICAS + 2);
    createTable("words");
    load("words", 0, 20_000);
    for (int i = 0; i < 20_000; i += 10) {
      assertThat(client.remove("words", key(i))).isEqualTo(new Outcome.Removed(1));
    }
    servers.removeLast().close();

    for (int i = 0; i < 20_000; i++) {
      assertThat(client.read("words", key(i)))
          .isEqualTo(i % 10 == 0 ? new Outcome.Absent() : new Outcome.Value(1, value(i)));
    }
    assertThat(client.write("words", key(0), value(1))).isInstanceOfSatisfying(
        Outcome.Written.class, written -> assertThat(written.version()).isEqualTo(2));
    assertThat(client.write("words", key(1), value(2))).isEqualTo(new Outcome.Written(2));
    assertThat(deaths).isEmpty();
  }

  @Test
  void aDroppedTableIsGoneUnderThoseWhoUseItAndSoIsItsMemory() {
    createTable("words");
    load("words", 0, 20_000);
    Scanning scan = client.scan("words");
    assertThat(scan.next()).isNotNull();
    assertThat(objectBytes()).isPositive();

    assertThat(client.dropTable("words")).isInstanceOf(Outcome.Dropped.class);
    assertThat(client.tables()).isEqualTo(new Outcome.Tables(List.of()));
    assertThatThrownBy(() -> scan.forEachRemaining(line -> { }))
        .isInstanceOf(ScanStopped.class).hasMessageContaining("there is no table 'words'");
    assertThat(get(async.multiRead("words", List.of(key(1), key(2))))).allMatch(
        read -> read instanceof Outcome.Refused refused
            && refused.reason() == Refusal.UNKNOWN_TABLE);
    until(() -> objectBytes() == 0);

    createTable("words");
    assertThat(client.read("words", key(1))).isEqualTo(new Outcome.Absent());
    assertThat(client.write("words", key(1), value(1))).isEqualTo(new Outcome.Written(1));
    assertThat(client.dropTable("others")).isInstanceOfSatisfying(Outcome.Refused.class,
        refused -> assertThat(refused.text()).isEqualTo("there is no table 'others'"));
    assertThat(deaths).isEmpty();
  }

  private long objectBytes() {
    return sum("object_bytes");
  }

  @Test
  void whatADiskHasNotKeptIsFoundAndMadeAnew() throws IOException {
    createTable("words");
    load("words", 0, 20_000);
    servers.forEach(server -> awaitStatus(server.address(), "\"under_replicated\":0"));
    flipFirstByte(directory.resolve("server-1"));

    awaitStatus(servers.getFirst().address(), "\"damaged_replicas\":1");
    until(() -> sum("restored") == 1);
    assertThat(sum("lost")).isEqualTo(1);
    servers.forEach(server -> awaitStatus(server.address(), "\"under_replicated\":0"));
    assertThat(deaths).isEmpty();
  }

  @Test
  void aCoordinatorThatStartsAgainGoesOnWithTheSameServersAndTables() {
    servers.add(startServer("server-5"));
    awaitUp(REPLICAS + 2);
    Table words = createTable("words");
    load("words", 0, 1_000);
    List<Member> before = membership();
    coordinator.close();
    coordinator = startCoordinator(coordinator.address());

    until(() -> membership().equals(before));
    assertThat(createTable("words")).isEqualTo(words);
    servers.removeLast().close();
    for (int i = 0; i < 1_000; i++) {
      assertThat(client.read("words", key(i))).isEqualTo(new Outcome.Value(1, value(i)));
    }
    awaitStatus(coordinator.address(), "\"term\":2");
    assertThat(deaths).isEmpty();
  }

  @Test
  void statusExplainWhyAndFiringsAnswerForEveryTaskThatStatusLists() {
    createTable("words");
    load("words", 0, 100);
    Outcome.Inspected status = inspect(coordinator.address(), Inspect.Kind.STATUS, "");
    assertThat(status.text()).contains("leads in term 1", "failure domain: process, 4 of them up",
        "words", "server s1.1");
    assertThat(inspect(coordinator.address(), Inspect.Kind.EXPLAIN, "server s1.1").text())
        .containsPattern("EnlistedServer (G1|W1)");

    Address server = servers.getFirst().address();
    assertThat(inspect(server, Inspect.Kind.STATUS, "").text()).contains("segment 1", "enlistment");
    assertThat(inspect(server, Inspect.Kind.EXPLAIN, "segment 1").text()).contains("Segment G1");
    assertThat(inspect(server, Inspect.Kind.WHY, "segment 1 replica 1").text())
        .contains("because");
    assertThat(inspect(server, Inspect.Kind.FIRINGS, "").text()).contains("Replica", "R4");
    assertThat(client.inspect(server, new Inspect(Inspect.Kind.WHY, "nobody")))
        .isInstanceOfSatisfying(Outcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Refusal.UNKNOWN_SUBJECT));
  }

  @Test
  void serverThatStartsAgainWithItsDiskComesBackUnderANewIdOfTheSameIndex() {
    servers.forEach(server -> awaitStatus(server.address(), "\"serving\":true"));
    ServerProcess old = servers.removeLast();
    Member before = membership().stream()
        .filter(member -> member.address().equals(old.address())).findFirst().orElseThrow();
    old.close();
    servers.add(startServer("server-" + (REPLICAS + 1)));
    until(() -> membership().stream().noneMatch(member -> member.id().equals(before.id())));
    awaitUp(REPLICAS + 1);

    assertThat(membership()).filteredOn(member -> member.id().index() == before.id().index())
        .singleElement().satisfies(member ->
            assertThat(member.id().incarnation()).isGreaterThan(before.id().incarnation()));
  }

  @Test
  void mistakesOfWhoeverStartsAServerAreOneLineEach() {
    Address taken = servers.getFirst().address();
    assertThatThrownBy(() -> ServerProcess.start(
        taken, directory.resolve("other"), options("test"), deaths::add))
        .isInstanceOf(CannotListen.class).hasMessageContaining(taken.toString());
    assertThatThrownBy(() -> ServerProcess.start(
        ANY_PORT, directory.resolve("server-1"), options("test"), deaths::add))
        .isInstanceOf(StorageRefused.class);

    awaitStatus(taken, "\"serving\":true");
    servers.removeFirst().close();
    assertThatThrownBy(() -> ServerProcess.start(
        ANY_PORT, directory.resolve("server-1"), options("other"), deaths::add))
        .isInstanceOf(StorageRefused.class).hasMessageContaining("belongs to cluster 'test'");
  }

  private CoordinatorProcess startCoordinator(Address at) {
    return CoordinatorProcess.start(at,
        new CoordinatorOptions("test", REPLICAS, SEGMENT_BYTES, PATIENT),
        record.another(), deaths::add);
  }

  private StoreClient connect() {
    return StoreClient.connect(ClientOptions.of(coordinator.address()));
  }

  private ServerProcess startServer(String name) {
    return ServerProcess.start(ANY_PORT, directory.resolve(name), options("test"), deaths::add);
  }

  private ServerOptions options(String cluster) {
    return new ServerOptions(cluster, coordinator.address(), "", 256L << 20, 64L << 20);
  }

  private Table createTable(String name) {
    return ((Outcome.Served) client.createTable(name)).table();
  }

  private void load(String table, int from, int count) {
    List<CompletionStage<Outcome.OfWrite>> writes = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      writes.add(async.write(table, key(i), value(i)));
      if (writes.size() == 4_000) {
        confirm(writes);
      }
    }
    confirm(writes);
  }

  private static void confirm(List<CompletionStage<Outcome.OfWrite>> writes) {
    writes.forEach(write -> assertThat(get(write)).isEqualTo(new Outcome.Written(1)));
    writes.clear();
  }

  private List<Member> membership() {
    return ((Outcome.Listed) client.membership()).membership().members();
  }

  private void awaitUp(int count) {
    until(() -> membership().stream().filter(Member::up).count() == count);
  }

  private void awaitStatus(Address process, String part) {
    until(() -> inspect(process, Inspect.Kind.STATUS, "").json().contains(part));
  }

  /// Each look is a question to a process and takes its time; the test's time-out bounds them.
  private static void until(BooleanSupplier fact) {
    boolean holds = false;
    while (!holds) {
      holds = fact.getAsBoolean();
    }
  }

  private Outcome.Inspected inspect(Address process, Inspect.Kind kind, String subject) {
    return (Outcome.Inspected) client.inspect(process, new Inspect(kind, subject));
  }

  private long sum(String key) {
    return servers.stream().mapToLong(server ->
        number(inspect(server.address(), Inspect.Kind.STATUS, "").json(), key)).sum();
  }

  /// Of the first segment that a server has got to keep.
  private static void flipFirstByte(Path server) throws IOException {
    Path file;
    try (Stream<Path> all = Files.list(server)) {
      file = all.filter(each -> each.getFileName().toString().startsWith("frames-")).sorted()
          .findFirst().orElseThrow();
    }
    try (FileChannel channel = FileChannel.open(
        file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, METADATA_BYTES);
      one.put(0, (byte) ~one.get(0)).rewind();
      channel.write(one, METADATA_BYTES);
    }
  }

  private static long number(String json, String key) {
    return Long.parseLong(json.replaceFirst("(?s).*\"" + key + "\":([0-9]+).*", "$1"));
  }

  private static Bytes key(int i) {
    return Bytes.utf8("key number " + i);
  }

  private static Bytes value(int i) {
    return Bytes.utf8(("value of " + i + " ").repeat(20));
  }

  private static <O> O get(CompletionStage<O> stage) {
    return stage.toCompletableFuture().join();
  }
}
