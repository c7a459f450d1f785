package dev.goalkeeper.zookeeper;

import dev.goalkeeper.store.metadata.MetadataContract;
import dev.goalkeeper.store.metadata.MetadataStore;
import dev.goalkeeper.store.wire.Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The contract over one real ZooKeeper; each test has a cluster of its own there.
class ZooKeeperMetadataStoreTest extends MetadataContract {
  private static final AtomicInteger CLUSTERS = new AtomicInteger();

  @TempDir private static Path directory;
  private static EmbeddedZooKeeper zooKeeper;

  private final Map<MetadataStore, Detour> detours = new LinkedHashMap<>();
  private String cluster = "";
  private ZooKeeper observer;

  @BeforeAll
  static void startZooKeeper() {
    zooKeeper = EmbeddedZooKeeper.alone(directory, new Address("127.0.0.1", 0),
        line -> { throw new AssertionError(line); });
  }

  @AfterAll
  static void stopZooKeeper() {
    zooKeeper.close();
  }

  @BeforeEach
  void beginCluster() throws Exception {
    cluster = "c" + CLUSTERS.incrementAndGet();
    observer = new ZooKeeper(zooKeeper.servers(), 10_000, _ -> { });
  }

  @AfterEach
  void closeAll() throws Exception {
    detours.forEach((store, detour) -> {
      store.close();
      detour.close();
    });
    observer.close();
  }

  @Override
  protected MetadataStore open() {
    var detour = new Detour(Address.parse(zooKeeper.servers()).port());
    var store = ZooKeeperMetadataStore.connect(new ZooKeeperOptions(
        detour.address(), cluster, "buffered", Duration.ofSeconds(1)));
    detours.put(store, detour);
    return store;
  }

  @Override
  protected void loseAnswer(MetadataStore store, Runnable sending) {
    CompletableFuture<?> written = nextWrite();
    Detour detour = Objects.requireNonNull(detours.get(store));
    detour.loseAnswers();
    sending.run();
    Bounded.await(written);
    detour.heal();
  }

  /// Whoever says farewell with a session's password ends it for all.
  @Override
  protected void expire(MetadataStore store) {
    try {
      ZooKeeper own =
          ((ZooKeeperMetadataStore) store).client().getZookeeperClient().getZooKeeper();
      var connected = new CompletableFuture<Void>();
      var twin = new ZooKeeper(zooKeeper.servers(), 10_000, event -> {
        if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
          connected.complete(null);
        }
      }, own.getSessionId(), own.getSessionPasswd());
      Bounded.await(connected);
      twin.close();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  protected <T> T await(CompletableFuture<T> future) {
    return Bounded.await(future);
  }

  private CompletableFuture<?> nextWrite() {
    var seen = new CompletableFuture<WatchedEvent>();
    try {
      observer.exists("/goalkeeper/" + cluster + "/writes", seen::complete);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
    return seen;
  }
}
