package dev.goalkeeper.zookeeper;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.metadata.Batch;
import dev.goalkeeper.store.metadata.Change;
import dev.goalkeeper.store.metadata.Deposed;
import dev.goalkeeper.store.metadata.Leadership;
import dev.goalkeeper.store.metadata.MetadataStore;
import dev.goalkeeper.store.metadata.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.apache.curator.framework.state.SessionConnectionStateErrorPolicy;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.common.ZKConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A coordinator's record in ZooKeeper: one session, and one thread that owns what is here.
///
/// Candidates queue up in ZooKeeper. The first one rewrites the node of the term, and that is the
/// election; being first is a hint, which a pause or a lost session makes wrong, and which no write
/// relies on. While ZooKeeper cannot be reached a candidate goes on standing, and says so once.
public final class ZooKeeperMetadataStore implements MetadataStore {
  private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperMetadataStore.class);

  /// Names of all records, in one answer: a hundred thousand.
  private static final int ANSWER_BYTES_MAX = 16 << 20;

  /// How long a request waits for a connection before it fails.
  private static final int CONNECT_MILLIS_MAX = 2_000;

  /// Between two tries of what has to come right in the end.
  private static final int REST_MILLIS = 200;

  /// Versions of nodes have 31 bits. At the four writes a second by which a leader proves that it
  /// leads that is seventeen years.
  private static final long NUMBER_MAX = Integer.MAX_VALUE;

  private static final int CLOSE_MILLIS_MAX = 1_000;

  private final ScheduledExecutorService thread;
  private final CuratorFramework client;
  private final Zoo zoo;
  private final Tree tree;
  private final Ground ground;
  private final Connection connection;
  private @Nullable LeaderLatch latch;
  private @Nullable Candidacy candidacy;
  private @Nullable Reign reign;
  private boolean busy;

  /// Somebody here who wants to be elected.
  private record Candidacy(String name, Completion<Leadership> done, long token) {}

  private ZooKeeperMetadataStore(ZooKeeperOptions options) {
    thread = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("goalkeeper-zookeeper").factory());
    var config = new ZKClientConfig();
    config.setProperty(ZKConfig.JUTE_MAXBUFFER, Integer.toString(ANSWER_BYTES_MAX));
    client = CuratorFrameworkFactory.builder()
        .connectString(options.servers())
        .sessionTimeoutMs(Math.toIntExact(options.session().toMillis()))
        .connectionTimeoutMs(CONNECT_MILLIS_MAX)
        .maxCloseWaitMs(CLOSE_MILLIS_MAX)
        .retryPolicy((_, _, _) -> false)
        .connectionStateErrorPolicy(new SessionConnectionStateErrorPolicy())
        .ensembleTracker(false)
        .dontUseContainerParents()
        .zkClientConfig(config)
        .build();
    zoo = new Zoo(client, thread);
    tree = Tree.of(options.cluster());
    ground = new Ground(zoo, tree, options);
    connection = new Connection(options.servers());
    client.getConnectionStateListenable().addListener(connection, thread);
  }

  /// Begins to connect; returns at once.
  ///
  /// @throws IllegalArgumentException if no node can have the cluster's name
  public static ZooKeeperMetadataStore connect(ZooKeeperOptions options) {
    var store = new ZooKeeperMetadataStore(options);
    store.client.start();
    return store;
  }

  @Override
  public void campaign(String candidate, Completion<Leadership> done, long token) {
    run(() -> {
      candidacy = new Candidacy(candidate, done, token);
      stand();
    });
  }

  @Override
  public void write(Batch batch, Completion<Long> done, long token) {
    Records.check(batch.changes());
    long number = batch.number();
    long term = batch.term();
    if (number < 1 || number > NUMBER_MAX) {
      throw new IllegalArgumentException("write number: 1 to " + NUMBER_MAX + ", not " + number);
    }
    run(() -> {
      Reign mine = reign;
      if (mine == null || term > mine.term()) {
        done.fail(token, new IllegalStateException("not elected in term " + term));
      } else if (term < mine.term()) {
        done.fail(token, new Deposed(term));
      } else {
        settle(write(mine, Math.toIntExact(number), batch.changes()), done, token);
      }
    });
  }

  @Override
  public void close() {
    if (!thread.isShutdown()) {
      CompletableFuture.runAsync(this::leave, thread).join();
      client.close();
      thread.shutdown();
    }
  }

  /// Of the session, for tests that end it.
  CuratorFramework client() {
    return client;
  }

  private void leave() {
    candidacy = null;
    reign = null;
    LeaderLatch left = latch;
    latch = null;
    if (left != null) {
      try {
        left.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /// What comes after the end stays without a result.
  private void run(Runnable step) {
    try {
      thread.execute(step);
    } catch (RejectedExecutionException closed) {
      LOG.debug("closed", closed);
    }
  }

  private void rest() {
    if (!thread.isShutdown()) {
      var _ = thread.schedule(this::stand, REST_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /// The next step of the candidate, unless one is under way or there is nothing to do: to join the
  /// queue, or, once it is the first there, to be elected.
  private void stand() {
    Candidacy mine = candidacy;
    LeaderLatch queue = latch;
    if (mine == null || busy) {
      return;
    }
    if (queue == null) {
      busy = true;
      var _ = ground.prepare(mine.name()).whenComplete((_, thrown) -> prepared(mine, thrown));
    } else if (queue.hasLeadership()) {
      busy = true;
      var _ = new Accession(zoo, tree, mine.name()).run().whenComplete(this::acceded);
    }
  }

  private void prepared(Candidacy mine, @Nullable Throwable thrown) {
    busy = false;
    if (thrown == null) {
      queueUp(mine.name());
    } else if (cause(thrown) instanceof KeeperException) {
      connection.fails();
      rest();
    } else {
      candidacy = null;
      mine.done().fail(mine.token(), cause(thrown));
    }
  }

  private void queueUp(String name) {
    if (candidacy == null) {
      return;
    }
    var queue = new LeaderLatch(client, tree.candidates(), name);
    queue.addListener(new First(), thread);
    latch = queue;
    try {
      queue.start();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void acceded(Accession.@Nullable Elected elected, @Nullable Throwable thrown) {
    busy = false;
    if (elected != null) {
      begin(elected);
    } else {
      LOG.info("an election was in vain, and is repeated: {}", String.valueOf(thrown));
      rest();
    }
  }

  private void begin(Accession.Elected elected) {
    Candidacy mine = candidacy;
    if (mine == null) {
      return;
    }
    reign = elected.reign();
    LOG.debug("elected, with {}", elected);
    candidacy = null;
    mine.done().complete(mine.token(), elected.leadership());
  }

  private CompletableFuture<Long> write(Reign mine, int number, List<Change> changes) {
    return zoo.transact(make -> mine.write(make, number, changes))
        .thenCompose(verdict -> verdict.ok()
            ? CompletableFuture.completedFuture(verdict)
            : refused(mine, number, verdict))
        .thenApply(_ -> {
          mine.written(number, changes);
          return (long) number;
        });
  }

  private CompletableFuture<Zoo.Verdict> refused(Reign mine, int number, Zoo.Verdict verdict) {
    boolean outdated = verdict.code() == KeeperException.Code.BADVERSION;
    if (outdated && verdict.operation() == Reign.PROVES_TERM) {
      return CompletableFuture.failedFuture(new Deposed(mine.term()));
    }
    if (!outdated || verdict.operation() != Reign.PROVES_NUMBER) {
      return CompletableFuture.failedFuture(new IllegalStateException(
          "the record is not as this coordinator left it: " + verdict.failure().getMessage()));
    }
    return zoo.read(tree.writes()).thenCompose(writes -> writes.version() >= number
        ? CompletableFuture.completedFuture(verdict)
        : CompletableFuture.failedFuture(new IllegalStateException(
            "write " + number + " follows write " + writes.version())));
  }

  private static <T> void settle(CompletableFuture<T> result, Completion<T> done, long token) {
    var _ = result.whenComplete((value, thrown) -> {
      if (thrown == null) {
        done.complete(token, value);
      } else {
        done.fail(token, cause(thrown));
      }
    });
  }

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause() : thrown;
  }

  /// That this candidate has come to be the first, which is when it is elected; that it is no
  /// longer costs it nothing as long as nobody else is.
  private final class First implements LeaderLatchListener {
    @Override
    public void isLeader() {
      stand();
    }

    @Override
    public void notLeader() {
      LOG.debug("no longer the first candidate");
    }
  }
}
