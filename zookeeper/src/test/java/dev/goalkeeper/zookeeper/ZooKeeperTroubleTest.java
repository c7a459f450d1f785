package dev.goalkeeper.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.store.metadata.Batch;
import dev.goalkeeper.store.metadata.Change.Put;
import dev.goalkeeper.store.metadata.Change;
import dev.goalkeeper.store.metadata.Leadership;
import dev.goalkeeper.store.metadata.MetadataRefused;
import dev.goalkeeper.store.wire.Address;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be wrong with a ZooKeeper, and with what is in it.
class ZooKeeperTroubleTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);

  @TempDir private Path directory;
  private final List<AutoCloseable> open = new ArrayList<>();
  private EmbeddedZooKeeper zooKeeper;

  @BeforeEach
  void start() {
    zooKeeper = alone(ANY_PORT);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void whatWasWrittenIsThereAfterARestart() {
    var store = connect(zooKeeper.servers());
    Leadership first = elect(store, "a:1");
    write(store, first, 1, new Put("a", "1"));
    store.close();
    Address same = Address.parse(zooKeeper.servers());
    zooKeeper.close();
    zooKeeper = alone(same);
    Leadership second = elect(connect(zooKeeper.servers()), "a:1");
    assertThat(second.records()).containsEntry("a", "1");
    assertThat(second.term()).isGreaterThan(first.term());
  }

  @Test
  void itLeavesNoConfigurationsBehind() throws Exception {
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("data");
    }
  }

  /// Its session lives on for a minute; nobody waits for that.
  @Test
  void whoComesBackDoesNotWaitForItsFormerSelf() {
    var options = new ZooKeeperOptions(
        zooKeeper.servers(), "c", "buffered", ZooKeeperOptions.SESSION_MAX);
    var former = ZooKeeperMetadataStore.connect(options);
    Leadership first = elect(former, "a:1");
    var again = opened(ZooKeeperMetadataStore.connect(options));
    Leadership second = elect(again, "a:1");
    assertThat(second.term()).isGreaterThan(first.term());
    former.close();
    write(again, second, 1);
  }

  @Test
  void standingGoesOnUntilZooKeeperIsThere() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var address = new Address("127.0.0.1", port);
    Result<Leadership> waiting = campaign(connect(address.toString()), "a:1");
    open.add(EmbeddedZooKeeper.alone(
        directory.resolve("late"), address, ZooKeeperTroubleTest::ended));
    assertThat(Bounded.await(waiting.future()).writes()).isZero();
  }

  /// It is not given up as long as nobody else leads, and has to know nothing of the interruption.
  @Test
  void aLeaderOutlivesARestartOfZooKeeper() {
    var store = connect(zooKeeper.servers());
    Leadership first = elect(store, "a:1");
    write(store, first, 1, new Put("a", "1"));
    Address same = Address.parse(zooKeeper.servers());
    zooKeeper.close();
    assertThatThrownBy(() -> send(store, first, 2, new Put("a", "2")));
    zooKeeper = alone(same);
    write(store, first, 2, new Put("a", "2"));
  }

  @Test
  void anotherModesClusterIsRefused() {
    elect(connect(zooKeeper.servers()), "a:1");
    var other = opened(ZooKeeperMetadataStore.connect(
        new ZooKeeperOptions(zooKeeper.servers(), "c", "synced")));
    assertThatThrownBy(() -> elect(other, "b:2"))
        .cause().isInstanceOf(MetadataRefused.class)
        .hasMessageMatching("[^\n]*/goalkeeper/c[^\n]*mode buffered[^\n]*mode synced[^\n]*");
  }

  @Test
  void aNewerFormatIsRefused() throws Exception {
    ZooKeeper person = person();
    make(person, "/goalkeeper", "");
    make(person, "/goalkeeper/c", "");
    make(person, "/goalkeeper/c/format", "goalkeeper-metadata 2\nmode buffered");
    var store = connect(zooKeeper.servers());
    assertThatThrownBy(() -> elect(store, "a:1"))
        .cause().isInstanceOf(MetadataRefused.class)
        .hasMessageMatching("[^\n]*'goalkeeper-metadata 2'[^\n]*");
  }

  @Test
  void clustersDoNotMeet() {
    var one = connect(zooKeeper.servers());
    write(one, elect(one, "a:1"), 1, new Put("a", "1"));
    var other = opened(ZooKeeperMetadataStore.connect(
        new ZooKeeperOptions(zooKeeper.servers(), "d", "buffered")));
    assertThat(elect(other, "b:2").records()).isEmpty();
  }

  /// Somebody has taken a record away by hand: no part of a write takes effect then.
  @Test
  void aWriteIsAllOrNothing() throws Exception {
    var store = connect(zooKeeper.servers());
    Leadership first = elect(store, "a:1");
    write(store, first, 1, new Put("a", "1"), new Put("b/c", "1"));
    person().delete("/goalkeeper/c/records/b:c", -1);
    assertThatThrownBy(() -> send(store, first, 2, new Put("a", "2"), new Put("b/c", "2")))
        .cause().hasMessageContaining("not as this coordinator left it");
    Leadership second = elect(store, "a:1");
    assertThat(second.records()).containsEntry("a", "1").doesNotContainKey("b/c");
    assertThat(second.writes()).isEqualTo(1);
    write(store, second, 2, new Put("a", "2"), new Put("b/c", "2"));
  }

  @Test
  void aNumberThatWasLeftOutIsABrokenContract() {
    var store = connect(zooKeeper.servers());
    Leadership first = elect(store, "a:1");
    assertThatThrownBy(() -> send(store, first, 2, new Put("a", "1")))
        .hasMessageContaining("write 2 follows write 0");
    assertThatIllegalArgumentException().isThrownBy(() -> send(store, first, 0));
  }

  @Test
  void namesThatNoNodeCanHaveAreRefused() {
    for (String name : List.of("a/b", ".", "..", "")) {
      assertThatIllegalArgumentException().isThrownBy(() -> ZooKeeperMetadataStore.connect(
          new ZooKeeperOptions(zooKeeper.servers(), name, "buffered")));
    }
    assertThatIllegalArgumentException().isThrownBy(
        () -> new ZooKeeperOptions("x:1", "c", "buffered", Duration.ofMillis(999)));
  }

  @Test
  void aPortInUseIsSaidInOneLine() {
    assertThatThrownBy(() -> EmbeddedZooKeeper.alone(directory.resolve("other"),
        Address.parse(zooKeeper.servers()), ZooKeeperTroubleTest::ended))
        .isInstanceOf(EmbeddedFailed.class)
        .hasMessageMatching("[^\n]*" + zooKeeper.servers() + "[^\n]*in use[^\n]*");
  }

  /// Somebody with a shell of ZooKeeper's.
  private ZooKeeper person() throws IOException {
    var person = new ZooKeeper(zooKeeper.servers(), 10_000, _ -> { });
    open.add(person);
    return person;
  }

  private static void make(ZooKeeper person, String path, String data) throws Exception {
    person.create(path, Zoo.bytes(data), ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }

  private EmbeddedZooKeeper alone(Address listen) {
    return opened(EmbeddedZooKeeper.alone(directory, listen, ZooKeeperTroubleTest::ended));
  }

  private static void ended(String line) {
    throw new AssertionError(line);
  }

  private ZooKeeperMetadataStore connect(String servers) {
    return opened(ZooKeeperMetadataStore.connect(
        new ZooKeeperOptions(servers, "c", "buffered", Duration.ofSeconds(5))));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }

  private static Leadership elect(ZooKeeperMetadataStore store, String candidate) {
    return Bounded.await(campaign(store, candidate).future());
  }

  private static Result<Leadership> campaign(ZooKeeperMetadataStore store, String candidate) {
    var result = new Result<Leadership>();
    store.campaign(candidate, result, 1);
    return result;
  }

  private static void send(
      ZooKeeperMetadataStore store, Leadership in, long number, Change... changes) {
    var result = new Result<Long>();
    store.write(new Batch(in.term(), number, List.of(changes)), result, 1);
    assertThat(Bounded.await(result.future())).isEqualTo(number);
  }

  /// Sends until it ends well.
  private static void write(
      ZooKeeperMetadataStore store, Leadership in, long number, Change... changes) {
    for (int tries = 1; ; tries++) {
      try {
        send(store, in, number, changes);
        return;
      } catch (RuntimeException failed) {
        assertThat(tries).as("%s", failed).isLessThan(10);
      }
    }
  }
}
