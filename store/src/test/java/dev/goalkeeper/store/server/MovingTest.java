package dev.goalkeeper.store.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.ScanCursor;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.coordinator.Liveness;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.Tablet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tablets go round and round over real sockets and disks, while they are used.
@Timeout(120)
class MovingTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);
  private static final int REPLICAS = 2;
  private static final int SERVERS = 5;
  private static final int COUNTERS = 8;
  private static final int KEYS = 6_000;
  private static final String TABLE = "words";
  private static final Liveness PATIENT = new Liveness(
      Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMillis(80), 5);

  @TempDir private Path directory;

  private final List<String> deaths = new ArrayList<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final MemoryMetadataStore record = new MemoryMetadataStore();
  private final CoordinatorProcess coordinator = CoordinatorProcess.start(ANY_PORT,
      new CoordinatorOptions("test", REPLICAS, 1 << 20, PATIENT), record.another(),
      deaths::add);
  private final ClientOptions options =
      ClientOptions.of(coordinator.address()).withDeadline(Duration.ofSeconds(30));
  private final StoreClient client = StoreClient.connect(options);
  private final AsyncStoreClient async = AsyncStoreClient.connect(options);
  private final AtomicBoolean over = new AtomicBoolean();

  @BeforeEach
  void startServers() {
    for (int i = 1; i <= SERVERS; i++) {
      servers.add(ServerProcess.start(ANY_PORT, directory.resolve("server-" + i),
          new ServerOptions("test", coordinator.address(), "", 256L << 20, 64L << 20),
          deaths::add));
    }
    while (up().size() < SERVERS) {
      assertThat(deaths).isEmpty();
    }
    assertThat(client.createTable(TABLE)).isInstanceOf(Outcome.Served.class);
  }

  @AfterEach
  void stop() {
    over.set(true);
    client.close();
    async.close();
    servers.forEach(ServerProcess::close);
    coordinator.close();
  }

  @Test
  void tabletsGoRoundAndRoundWhileTheyAreUsedAndASourceAndAnHeirDie() {
    writeAll();
    List<CompletableFuture<Long>> counts = IntStream.range(0, COUNTERS)
        .mapToObj(number -> count(Bytes.utf8("counter " + number), 0, new CompletableFuture<>()))
        .toList();
    CompletableFuture<Integer> scans = scanAgain(0, new CompletableFuture<>());

    goRound(SERVERS);
    for (long quarter = 1; quarter < 4; quarter++) {
      assertThat(client.splitTablet(TABLE, quarter << (Long.SIZE - 3)))
          .isInstanceOf(Outcome.Served.class);
    }
    goRound(SERVERS);
    dieWhileItGoes(true);
    goRound(SERVERS);
    dieWhileItGoes(false);
    goRound(SERVERS);

    over.set(true);
    for (int number = 0; number < COUNTERS; number++) {
      long counted = counts.get(number).join();
      assertThat(counted).isPositive();
      assertThat(client.read(TABLE, Bytes.utf8("counter " + number))).isInstanceOfSatisfying(
          Outcome.Value.class, value -> assertThat(value.bytes()).isEqualTo(Bytes.number(counted)));
    }
    assertThat(scans.join()).isPositive();
    assertThat(scanned(ScanCursor.start(), new HashMap<>()).join())
        .isEqualTo(Collections.nCopies(KEYS, 1));
  }

  /// One tablet after the other goes to the server after its own.
  private void goRound(int times) {
    for (int i = 0; i < times; i++) {
      List<Tablet> tablets = table().tablets();
      Tablet tablet = tablets.get(i % tablets.size());
      ServerId next = after(tablet.owner());
      Outcome moved = client.moveTablet(TABLE, tablet.firstHash(), next);
      assertThat(moved).isInstanceOfSatisfying(Outcome.Served.class, served ->
          assertThat(served.table().tablet(tablet.firstHash()).owner()).isEqualTo(next));
    }
  }

  private void dieWhileItGoes(boolean source) {
    Tablet tablet = table().tablets().getFirst();
    ServerId next = after(tablet.owner());
    CompletionStage<Outcome.OfTable> move =
        async.moveTablet(TABLE, tablet.firstHash(), next);
    ServerId victim = source ? tablet.owner() : next;
    Address where = up().stream().filter(member -> member.id().equals(victim))
        .findFirst().orElseThrow().address();
    ServerProcess dead = servers.stream()
        .filter(server -> server.address().equals(where)).findFirst().orElseThrow();
    servers.remove(dead);
    dead.close();
    assertThat(move.toCompletableFuture().join()).isNotNull();
    while (table().tablets().stream().anyMatch(each -> each.owner().equals(victim))) {
      assertThat(deaths).isEmpty();
    }
  }

  private void writeAll() {
    List<CompletionStage<Outcome.OfWrite>> writes = IntStream.range(0, KEYS)
        .mapToObj(i -> async.write(TABLE, Bytes.utf8("key " + i), Bytes.of(new byte[1_000])))
        .toList();
    writes.forEach(write ->
        assertThat(write.toCompletableFuture().join()).isEqualTo(new Outcome.Written(1)));
  }

  /// Counts until it is over; each count must be the one after the last.
  private CompletableFuture<Long> count(
      Bytes counter, long before, CompletableFuture<Long> end) {
    async.increment(TABLE, counter, 1).thenAccept(outcome -> {
      if (!(outcome instanceof Outcome.Incremented sum) || sum.number() != before + 1) {
        end.completeExceptionally(
            new AssertionError(counter + " after " + before + ": " + outcome));
      } else if (over.get()) {
        end.complete(before + 1);
      } else {
        var _ = count(counter, before + 1, end);
      }
    });
    return end;
  }

  private CompletableFuture<Integer> scanAgain(int times, CompletableFuture<Integer> end) {
    var _ = scanned(ScanCursor.start(), new HashMap<>()).whenComplete((found, failure) -> {
      if (failure != null || !found.equals(Collections.nCopies(KEYS, 1))) {
        end.completeExceptionally(new AssertionError("a scan has not each key once", failure));
      } else if (over.get()) {
        end.complete(times + 1);
      } else {
        var _ = scanAgain(times + 1, end);
      }
    });
    return end;
  }

  /// How often a scan has each of the keys.
  private CompletableFuture<List<Integer>> scanned(ScanCursor from, Map<Bytes, Integer> found) {
    if (from.done()) {
      return CompletableFuture.completedFuture(IntStream.range(0, KEYS)
          .mapToObj(i -> found.getOrDefault(Bytes.utf8("key " + i), 0)).toList());
    }
    return async.scan(TABLE, from).thenCompose(outcome -> {
      if (!(outcome instanceof Outcome.Scanned page)) {
        return CompletableFuture.<List<Integer>>failedFuture(
            new AssertionError("a scan ended: " + outcome));
      }
      page.objects().forEach(line -> found.merge(line.key(), 1, Integer::sum));
      return scanned(page.next(), found);
    }).toCompletableFuture();
  }

  private Table table() {
    return ((Outcome.Served) client.table(TABLE)).table();
  }

  private List<Member> up() {
    return ((Outcome.Listed) client.membership()).membership().members().stream()
        .filter(Member::up).toList();
  }

  private ServerId after(ServerId owner) {
    List<ServerId> ids = up().stream().map(Member::id).toList();
    return ids.get((ids.indexOf(owner) + 1) % ids.size());
  }
}
