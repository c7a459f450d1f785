package dev.goalkeeper.store.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.coordinator.Liveness;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Refusal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A whole cluster over real sockets and disks, whose servers have little memory.
@Timeout(120)
class ReclamationTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);
  private static final int REPLICAS = 2;
  private static final int SERVERS = 3;

  /// With so many one may die, and the others are enough for recovering it.
  private static final int FULL_SERVERS = 5;

  private static final int SEGMENT_BYTES = 64 << 10;
  private static final long INDEX_BYTES = 1 << 20;
  private static final long LOG_BYTES = 40L * SEGMENT_BYTES;
  private static final int VALUE_BYTES = 1_000;

  /// More writes than that at once would be told to come again for other reasons.
  private static final int WINDOW = 200;

  /// A busy machine must not look like a death; a server that is closed still says so at once.
  private static final Liveness PATIENT = new Liveness(
      Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMillis(80), 5);

  @TempDir private Path directory;

  private final List<String> deaths = new ArrayList<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final CoordinatorProcess coordinator = CoordinatorProcess.start(ANY_PORT,
      new CoordinatorOptions("test", REPLICAS, SEGMENT_BYTES, PATIENT),
      new MemoryMetadataStore(), deaths::add);
  private final AsyncStoreClient async = AsyncStoreClient.connect(options());
  private final StoreClient client = StoreClient.connect(options());

  @BeforeEach
  void startServers() {
    start();
    assertThat(client.createTable("words")).isInstanceOf(Outcome.Served.class);
  }

  @AfterEach
  void stop() {
    client.close();
    async.close();
    servers.forEach(ServerProcess::close);
    coordinator.close();
  }

  @Test
  void tenTimesTheMemoryIsWrittenAndTheLastValuesAreThereAlsoAfterARestartOfAll() {
    int keys = 3_000;
    long rounds = 10 * SERVERS * LOG_BYTES / ((long) keys * VALUE_BYTES) + 1;
    for (int round = 1; round <= rounds; round++) {
      write(0, keys, round);
    }
    for (int i = 0; i < keys; i += 3) {
      assertThat(client.remove("words", key(i))).isInstanceOf(Outcome.Removed.class);
    }
    write(1, 2, (int) rounds + 1);
    assertThat(sum("segments_freed")).isGreaterThan(SERVERS * LOG_BYTES / SEGMENT_BYTES);
    assertThat(sum("moved_bytes")).isPositive();
    check(keys, (int) rounds);

    servers.forEach(ServerProcess::close);
    servers.clear();
    start();
    check(keys, (int) rounds);
    assertThat(deaths).isEmpty();
  }

  @Test
  void fullStoreRefusesServesReadsAndRemovesAndRecoversByRemoving() {
    int written = 0;
    Outcome.OfWrite last = client.write("words", key(0), value(0, 1));
    while (last instanceof Outcome.Written) {
      last = client.write("words", key(++written), value(written, 1));
    }
    assertThat(last).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
      assertThat(refused.reason()).isEqualTo(Refusal.NO_SPACE);
      assertThat(refused.text()).contains("is full", "nothing was changed", "remove objects");
    });
    assertThat(client.read("words", key(written))).isEqualTo(new Outcome.Absent());
    for (int i = 0; i < written; i += 10) {
      assertThat(client.read("words", key(i))).isEqualTo(new Outcome.Value(1, value(i, 1)));
    }
    for (int i = 0; i < written; i++) {
      assertThat(client.remove("words", key(i))).isEqualTo(new Outcome.Removed(1));
    }
    write(0, written, 1);
    for (int i = 0; i < written; i += 10) {
      assertThat(client.read("words", key(i))).isEqualTo(new Outcome.Value(2, value(i, 1)));
    }
    assertThat(deaths).isEmpty();
  }

  @Test
  void whatFillsTheMemoryThatMayBeFilledFitsAfterADeathAndAfterARestartOfAll() {
    start(SERVERS + 1, FULL_SERVERS);
    assertThat(client.createTable("full")).isInstanceOf(Outcome.Served.class);
    List<Integer> written = new ArrayList<>();
    int next = 0;
    boolean room = true;
    while (room) {
      List<CompletionStage<Outcome.OfWrite>> writes = new ArrayList<>();
      for (int i = 0; i < WINDOW; i++) {
        writes.add(async.write("full", key(next + i), value(next + i, 1)));
      }
      for (CompletionStage<Outcome.OfWrite> write : writes) {
        if (write.toCompletableFuture().join() instanceof Outcome.Written) {
          written.add(next);
        } else {
          room = false;
        }
        next++;
      }
    }
    servers.removeFirst().close();
    until(() -> members().size() == FULL_SERVERS - 1);
    areThere(written);

    servers.forEach(ServerProcess::close);
    servers.clear();
    start(1, FULL_SERVERS);
    areThere(written);
    assertThat(deaths).isEmpty();
  }

  private void areThere(List<Integer> written) {
    for (int i : written) {
      assertThat(client.read("full", key(i))).as("key %d", i)
          .isEqualTo(new Outcome.Value(1, value(i, 1)));
    }
  }

  /// Whether it is written once only: cleaners have to move it, again and again.
  private static boolean cold(int i) {
    return i % 16 == 5;
  }

  /// Every third is removed, and one was written once more.
  private void check(int keys, int rounds) {
    for (int i = 0; i < keys; i++) {
      int version = cold(i) ? 1 : i == 1 ? rounds + 1 : rounds;
      Outcome.OfRead expected = i % 3 == 0
          ? new Outcome.Absent() : new Outcome.Value(version, value(i, version));
      assertThat(client.read("words", key(i))).as("key %d", i).isEqualTo(expected);
    }
  }

  private void write(int from, int to, int round) {
    List<CompletionStage<Outcome.OfWrite>> writes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (round == 1 || !cold(i)) {
        writes.add(async.write("words", key(i), value(i, round)));
      }
      if (writes.size() == WINDOW) {
        confirm(writes);
      }
    }
    confirm(writes);
  }

  private static void confirm(List<CompletionStage<Outcome.OfWrite>> writes) {
    writes.forEach(write -> assertThat(write.toCompletableFuture().join())
        .isInstanceOf(Outcome.Written.class));
    writes.clear();
  }

  private void start() {
    start(1, SERVERS);
  }

  private void start(int first, int last) {
    for (int i = first; i <= last; i++) {
      servers.add(ServerProcess.start(ANY_PORT, directory.resolve("server-" + i),
          new ServerOptions("test", List.of(coordinator.address()), "", 256L << 20,
              INDEX_BYTES + LOG_BYTES, INDEX_BYTES), deaths::add));
    }
    until(() -> members().stream().filter(Member::up).count() == last);
    until(() -> servers.stream().allMatch(
        server -> status(server).contains("\"serving\":true")));
  }

  private ClientOptions options() {
    return ClientOptions.of(coordinator.address()).withDeadline(Duration.ofSeconds(30));
  }

  private List<Member> members() {
    return ((Outcome.Listed) client.membership()).membership().members();
  }

  private long sum(String key) {
    return servers.stream().mapToLong(server -> Long.parseLong(
        status(server).replaceFirst("(?s).*\"" + key + "\":([0-9]+).*", "$1"))).sum();
  }

  private String status(ServerProcess server) {
    Outcome.OfInspection outcome =
        client.inspect(server.address(), new Inspect(Inspect.Kind.STATUS, ""));
    return outcome instanceof Outcome.Inspected inspected ? inspected.json() : "";
  }

  /// Each look is a question to a process and takes its time; the test's time-out bounds them.
  private static void until(BooleanSupplier fact) {
    boolean holds = false;
    while (!holds) {
      holds = fact.getAsBoolean();
    }
  }

  private static Bytes key(int i) {
    return Bytes.utf8("key " + i);
  }

  private static Bytes value(int i, int round) {
    var bytes = new byte[VALUE_BYTES];
    ByteBuffer.wrap(bytes).putInt(i).putInt(round);
    return Bytes.of(bytes);
  }
}
