package dev.goalkeeper.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.BackgroundCallback;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.curator.framework.api.transaction.TransactionOp;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;

/// What is asked of ZooKeeper here, as futures. All of it is called from one thread, and continues
/// there; what fails does so with a [KeeperException].
final class Zoo {
  private final CuratorFramework client;
  private final Executor thread;

  /// @param thread the one that calls, and gets what is answered
  Zoo(CuratorFramework client, Executor thread) {
    this.client = client;
    this.thread = thread;
  }

  /// A node as it was read.
  ///
  /// @param version how often its data was replaced
  record Node(String data, int version) {}

  /// What became of a transaction.
  ///
  /// @param code OK, or why it was refused
  /// @param operation the one that was refused, from 0; below if there is none
  record Verdict(Code code, int operation) {
    boolean ok() {
      return code == Code.OK;
    }

    KeeperException failure() {
      return KeeperException.create(code);
    }
  }

  private interface Asking {
    void ask(BackgroundCallback answer) throws Exception;
  }

  /// Makes the operations of a transaction.
  interface Making {
    List<CuratorOp> make(TransactionOp make) throws Exception;
  }

  CompletableFuture<Node> read(String path) {
    return well(answer -> client.getData().inBackground(answer).forPath(path))
        .thenApply(event ->
            new Node(new String(event.getData(), UTF_8), event.getStat().getVersion()));
  }

  /// The data of a node that may have gone meanwhile.
  CompletableFuture<Optional<String>> find(String path) {
    return ask(answer -> client.getData().inBackground(answer).forPath(path))
        .thenCompose(event -> Code.get(event.getResultCode()) == Code.NONODE
            ? done(Optional.empty())
            : checked(event).thenApply(found -> Optional.of(new String(found.getData(), UTF_8))));
  }

  CompletableFuture<List<String>> children(String path) {
    return well(answer -> client.getChildren().inBackground(answer).forPath(path))
        .thenApply(CuratorEvent::getChildren);
  }

  /// Takes a node away, if it is there.
  CompletableFuture<Void> delete(String path) {
    return ask(answer -> client.delete().inBackground(answer).forPath(path))
        .thenCompose(event -> checked(event, Code.NONODE));
  }

  /// Makes a node if it is not there; its parent is.
  CompletableFuture<Void> make(String path) {
    return ask(answer -> client.create().inBackground(answer).forPath(path, bytes("")))
        .thenCompose(event -> checked(event, Code.NODEEXISTS));
  }

  /// Replaces the data of a node that has this version.
  ///
  /// @return the new version
  CompletableFuture<Integer> replace(String path, String data, int version) {
    return well(answer -> client.setData().withVersion(version)
        .inBackground(answer).forPath(path, bytes(data)))
        .thenApply(event -> event.getStat().getVersion());
  }

  /// What is read after it is at least what was written anywhere before it.
  CompletableFuture<Void> sync(String path) {
    return ask(answer -> client.sync().inBackground(answer).forPath(path))
        .thenCompose(event -> checked(event, Code.OK));
  }

  /// All of it or nothing. A verdict is about one of the operations; other failures are failures.
  CompletableFuture<Verdict> transact(Making making) {
    return ask(answer -> client.transaction().inBackground(answer)
        .forOperations(making.make(client.transactionOp())))
        .thenCompose(event -> {
          Verdict verdict = verdict(event);
          return verdict.ok() || verdict.operation() >= 0
              ? done(verdict) : CompletableFuture.failedFuture(verdict.failure());
        });
  }

  /// Which session asks. What was synced for one need not be there for the next.
  CompletableFuture<Long> session() {
    try {
      return done(client.getZookeeperClient().getZooKeeper().getSessionId());
    } catch (Exception closed) { // Curator's own signature
      return CompletableFuture.failedFuture(closed);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Verdict verdict(CuratorEvent event) {
    List<CuratorTransactionResult> results =
        event.getOpResults() == null ? List.of() : event.getOpResults();
    var codes = new ArrayList<Code>();
    results.forEach(result -> codes.add(Code.get(result.getError())));
    for (int i = 0; i < codes.size(); i++) {
      if (codes.get(i) != Code.OK && codes.get(i) != Code.RUNTIMEINCONSISTENCY) {
        return new Verdict(codes.get(i), i);
      }
    }
    return new Verdict(Code.get(event.getResultCode()), -1);
  }

  private CompletableFuture<CuratorEvent> well(Asking asking) {
    return ask(asking).thenCompose(Zoo::checked);
  }

  private static CompletableFuture<CuratorEvent> checked(CuratorEvent event) {
    Code code = Code.get(event.getResultCode());
    return code == Code.OK
        ? done(event)
        : CompletableFuture.failedFuture(KeeperException.create(code, event.getPath()));
  }

  private static CompletableFuture<Void> checked(CuratorEvent event, Code alsoFine) {
    boolean fine = Code.get(event.getResultCode()) == alsoFine;
    return (fine ? done(event) : checked(event)).thenAccept(_ -> { });
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private CompletableFuture<CuratorEvent> ask(Asking asking) {
    var answered = new CompletableFuture<CuratorEvent>();
    try {
      asking.ask((_, event) -> thread.execute(() -> answered.complete(event)));
    } catch (Exception closed) { // Curator's own signature
      answered.completeExceptionally(closed);
    }
    return answered;
  }
}
