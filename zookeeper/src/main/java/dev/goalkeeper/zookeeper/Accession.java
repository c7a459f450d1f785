package dev.goalkeeper.zookeeper;

import dev.goalkeeper.store.metadata.Leadership;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.KeeperException.SessionExpiredException;

/// One election: rewrites the term, and then reads everything.
///
/// A write of an earlier term either is in what is read, or comes too late for its own proof. A
/// proof at the end makes sure that no later term has written into what was read.
final class Accession {
  /// Reads under way: enough to hide the way there and back, few enough to wait in memory.
  private static final int READS_MAX = 64;

  private final Zoo zoo;
  private final Tree tree;
  private final String candidate;

  Accession(Zoo zoo, Tree tree, String candidate) {
    this.zoo = zoo;
    this.tree = tree;
    this.candidate = candidate;
  }

  /// What an election gives.
  ///
  /// @param reign with which to write
  /// @param leadership what the coordinator begins with
  record Elected(Reign reign, Leadership leadership) {}

  /// Fails if anybody else was elected meanwhile, or the session has ended.
  CompletableFuture<Elected> run() {
    return zoo.session().thenCompose(session -> zoo.read(tree.term())
        .thenCompose(found -> zoo.replace(tree.term(), candidate, found.version()))
        .thenCompose(this::readAll)
        .thenCompose(this::prove)
        .thenCompose(elected -> zoo.session().thenCompose(now -> now.equals(session)
            ? CompletableFuture.completedFuture(elected)
            : CompletableFuture.failedFuture(new SessionExpiredException()))));
  }

  private CompletableFuture<Elected> readAll(int term) {
    return zoo.sync(tree.root())
        .thenCompose(_ -> zoo.read(tree.writes()))
        .thenCompose(writes -> zoo.children(tree.records())
            .thenCompose(nodes -> readFrom(nodes, 0, new TreeMap<>()))
            .thenApply(records -> elected(term, writes.version(), records)));
  }

  private Elected elected(int term, int writes, SortedMap<String, String> records) {
    var reign = new Reign(tree, term, writes, new HashSet<>(records.keySet()));
    return new Elected(reign, new Leadership(term, writes, records));
  }

  private CompletableFuture<SortedMap<String, String>> readFrom(
      List<String> nodes, int first, SortedMap<String, String> into) {
    if (first >= nodes.size()) {
      return CompletableFuture.completedFuture(into);
    }
    int end = Math.min(nodes.size(), first + READS_MAX);
    var reads = new ArrayList<CompletableFuture<?>>();
    for (String node : nodes.subList(first, end)) {
      reads.add(zoo.read(tree.records() + "/" + node)
          .thenAccept(found -> into.put(Tree.key(node), found.data())));
    }
    return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
        .thenCompose(_ -> readFrom(nodes, end, into));
  }

  private CompletableFuture<Elected> prove(Elected elected) {
    return zoo.transact(make -> List.of(elected.reign().proof(make)))
        .thenCompose(verdict -> verdict.ok()
            ? CompletableFuture.completedFuture(elected)
            : CompletableFuture.failedFuture(verdict.failure()));
  }
}
