package dev.goalkeeper.store.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.Put;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One who is in trouble, or makes it, and all the others who are served meanwhile; over real
/// sockets and disks.
@Timeout(90)
class TroubleTest {
  private static final int REPLICAS = 2;
  private static final int SEGMENT_BYTES = 2 << 20;
  private static final long MEMORY_BYTES = 64L << 20;
  private static final long INDEX_BYTES = 8L << 20;
  private static final int KEYS = 200;

  @TempDir private Path directory;

  private SmallCluster cluster;
  private StoreClient client;

  @BeforeEach
  void startServers() {
    cluster = new SmallCluster(directory,
        new SmallCluster.Size(REPLICAS, SEGMENT_BYTES, MEMORY_BYTES, INDEX_BYTES));
    client = cluster.client();
    cluster.startServers(REPLICAS + 1);
  }

  @AfterEach
  void stop() {
    cluster.close();
    assertThat(cluster.deaths()).isEmpty();
  }

  @Test
  void slowBackupIsReplacedWhileItAndAllOthersServe() {
    try (var slow = new DeafBackup(SmallCluster.ANY_PORT, directory.resolve("slow"),
        cluster.serverOptions(), cluster.deaths()::add)) {
      cluster.awaitUp(cluster.servers().size() + 1);
      Table table = createTable("words");
      write("words", 1);
      ServerId id = cluster.members().stream()
          .filter(each -> each.address().equals(slow.address())).findFirst().orElseThrow().id();
      SmallCluster.until(() -> keptAt(id) > 0);

      slow.stopListening();
      write("words", 2);
      SmallCluster.until(() -> keptAt(id) == 0);
      assertThat(cluster.members()).as("nobody is given up").hasSize(cluster.servers().size() + 1)
          .allMatch(Member::up);
      assertThat(table.tablets()).extracting("owner").contains(id);
      for (int i = 0; i < KEYS; i++) {
        assertThat(client.read("words", key(i))).isEqualTo(new Outcome.Value(2, key(i)));
      }
    }
  }

  @Test
  void whoAsksForWhatIsBeingRecoveredHearsWhatThatWaitsFor() {
    createTable("words");
    write("words", 1);
    Address gone = cluster.servers().getLast().address();
    ServerId down = cluster.members().stream()
        .filter(each -> each.address().equals(gone)).findFirst().orElseThrow().id();
    cluster.servers().removeLast().close();

    String said = "";
    var impatient = cluster.clientOptions().withDeadline(Duration.ofMillis(300));
    try (var hasty = StoreClient.connect(impatient)) {
      while (!said.contains("WAITS")) {
        for (int i = 0; i < KEYS; i++) {
          said = hasty.read("words", key(i)) instanceof Outcome.NotDone(String text) ? text : said;
        }
      }
      String ofOthers = "";
      for (int i = 0; !ofOthers.contains("another part"); i++) {
        ofOthers = hasty.write("words", Bytes.utf8("nobody's " + i), key(i))
            instanceof Outcome.Unknown(String text, _) ? text : ofOthers;
      }
      assertThat(ofOthers).contains(down + ", which has another part of table 'words', is down",
          "start 1 more", "too few servers for its replicas");
    }
    assertThat(said).contains(down + ", which has this part of table 'words', is down",
        "its recovery", "start 1 more", "Try again");
    cluster.startServer(REPLICAS + 2);
    for (int i = 0; i < KEYS; i++) {
      assertThat(client.read("words", key(i))).isEqualTo(new Outcome.Value(1, key(i)));
    }
  }

  @Test
  void oneHotKeyIsBoundedAndRefusedEarlyAndTheOtherKeysAreServed() {
    createTable("words");
    Bytes hot = Bytes.utf8("hot");
    int window = 256;
    int crowd = 8;
    List<CompletionStage<Outcome.OfWrite>> writes = new ArrayList<>();
    try (var first = AsyncStoreClient.connect(cluster.clientOptions().withOutstanding(window))) {
      List<AsyncStoreClient> all = new ArrayList<>(List.of(first));
      for (int i = 1; i < crowd; i++) {
        all.add(first.another(cluster.clientOptions().withOutstanding(window)));
      }
      for (int i = 0; i < 20 * window; i++) {
        for (AsyncStoreClient each : all) {
          writes.add(each.write("words", hot, Bytes.utf8("of somebody")));
        }
      }
      write("words", 1);
      List<Outcome.OfWrite> outcomes = writes.stream().map(TroubleTest::get).toList();
      all.forEach(AsyncStoreClient::close);

      assertThat(outcomes).allMatch(each -> each instanceof Outcome.Written
          || (each instanceof Outcome.Refused(Refusal reason, String text)
              && reason == Refusal.BUSY && text.contains("try again")));
      assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).isNotEmpty();
      List<Long> versions = outcomes.stream().filter(Outcome.Written.class::isInstance)
          .map(each -> ((Outcome.Written) each).version()).toList();
      assertThat(versions).hasSizeGreaterThanOrEqualTo(crowd * window).doesNotHaveDuplicates();
      assertThat(client.read("words", hot)).isEqualTo(
          new Outcome.Value(versions.size(), Bytes.utf8("of somebody")));
    }
  }

  @Test
  void keysAndValuesOfEveryShapeComeBackAndTooLargeOnesAreRefused() {
    createTable("words");
    SplittableRandom random = new SplittableRandom(6);
    List<Bytes> keys = List.of(Bytes.of(new byte[1]), Bytes.of(new byte[] {0, (byte) 0xff, 0}),
        Bytes.utf8("line\nbreak\ttab\0end"), bytes(random, Limits.KEY_BYTES_MAX));
    List<Bytes> values = List.of(Bytes.EMPTY, Bytes.of(new byte[1]), bytes(random, 100),
        bytes(random, Limits.VALUE_BYTES_MAX));
    for (int i = 0; i < keys.size(); i++) {
      assertThat(client.write("words", keys.get(i), values.get(i)))
          .isEqualTo(new Outcome.Written(1));
    }
    for (int i = 0; i < keys.size(); i++) {
      assertThat(client.read("words", keys.get(i))).isEqualTo(new Outcome.Value(1, values.get(i)));
    }
    List<Bytes> found = new ArrayList<>();
    client.scan("words").forEachRemaining(line -> found.add(line.key()));
    assertThat(found).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(client.increment("words", keys.get(1), 1)).isInstanceOfSatisfying(
        Outcome.Refused.class, refused ->
            assertThat(refused.reason()).isEqualTo(Refusal.NOT_A_NUMBER));
    Bytes large = bytes(random, Limits.VALUE_BYTES_MAX + 1);
    assertThat(client.multiWrite("words", List.of(new Put(Bytes.EMPTY, values.get(1)),
        new Put(keys.get(0), large), new Put(large, values.get(1)), new Put(large, large))))
        .hasSize(4).allMatch(each -> each instanceof Outcome.Refused refused
            && refused.reason() == Refusal.INVALID);
    keys.forEach(key -> assertThat(client.remove("words", key)).isEqualTo(new Outcome.Removed(1)));
  }

  /// By the client that waits for each: the next one comes when this one is there.
  private void write(String table, long version) {
    for (int i = 0; i < KEYS; i++) {
      assertThat(client.write(table, key(i), key(i))).isEqualTo(new Outcome.Written(version));
    }
  }

  /// Replicas of the others' segments that lie there, as their masters see it.
  private long keptAt(ServerId backup) {
    String place = "\"backup\":\"" + backup + "\"";
    return cluster.servers().stream().mapToLong(
        server -> cluster.status(server.address()).split(place, -1).length - 1L).sum();
  }

  private Table createTable(String name) {
    return ((Outcome.Served) client.createTable(name)).table();
  }

  private static Bytes key(int i) {
    return Bytes.utf8("key number " + i);
  }

  private static Bytes bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static <O> O get(CompletionStage<O> stage) {
    return stage.toCompletableFuture().join();
  }
}
