package dev.goalkeeper.zookeeper;

import static dev.goalkeeper.zookeeper.Zoo.bytes;

import dev.goalkeeper.store.metadata.MetadataRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.KeeperException.NoNodeException;

/// What has to be there, and right, before anybody stands for election.
final class Ground {
  private static final String FORMAT = "goalkeeper-metadata 1";

  private final Zoo zoo;
  private final Tree tree;
  private final ZooKeeperOptions options;

  Ground(Zoo zoo, Tree tree, ZooKeeperOptions options) {
    this.zoo = zoo;
    this.tree = tree;
    this.options = options;
  }

  /// Makes the nodes of a new cluster, checks those of one that is there, and takes a candidate of
  /// that name out of the queue: two processes do not have one address, so it is a former self.
  /// Without that a coordinator that comes back at once would wait until its own session ends.
  CompletableFuture<Void> prepare(String candidate) {
    return zoo.read(tree.format())
        .thenCompose(this::check)
        .exceptionallyCompose(thrown -> unwrapped(thrown) instanceof NoNodeException
            ? make().thenCompose(_ -> zoo.read(tree.format())).thenCompose(this::check)
            : CompletableFuture.failedFuture(unwrapped(thrown)))
        .thenCompose(_ -> zoo.children(tree.candidates()))
        .thenCompose(nodes -> forget(candidate, nodes));
  }

  private static Throwable unwrapped(Throwable thrown) {
    return thrown.getCause() == null ? thrown : thrown.getCause();
  }

  private String expected() {
    return FORMAT + "\nmode " + options.mode();
  }

  private CompletableFuture<Void> check(Zoo.Node format) {
    String found = format.data();
    if (found.equals(expected())) {
      return CompletableFuture.completedFuture(null);
    }
    String why = found.startsWith(FORMAT + "\n")
        ? "it was made for another cluster of that name, with " + found.lines().skip(1).findFirst()
            .orElse("?") + ", and this coordinator has mode " + options.mode()
        : "its format is '" + found.lines().findFirst().orElse("") + "', and this version knows '"
            + FORMAT + "' only: use the version that wrote it";
    return CompletableFuture.failedFuture(new MetadataRefused("the record " + tree.root()
        + " in ZooKeeper at " + options.servers() + " is refused: " + why));
  }

  private CompletableFuture<Void> make() {
    return zoo.make(Tree.all())
        .thenCompose(_ -> zoo.make(tree.root()))
        .thenCompose(_ -> zoo.transact(make -> List.of(
            make.create().forPath(tree.format(), bytes(expected())),
            make.create().forPath(tree.term(), bytes("nobody")),
            make.create().forPath(tree.writes(), bytes("none")),
            make.create().forPath(tree.candidates(), bytes("")),
            make.create().forPath(tree.records(), bytes("")))))
        .thenCompose(verdict -> verdict.ok() || verdict.code() == Code.NODEEXISTS
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.failedFuture(verdict.failure()));
  }

  private CompletableFuture<Void> forget(String candidate, List<String> nodes) {
    var looks = new ArrayList<CompletableFuture<?>>();
    for (String node : nodes) {
      String path = tree.candidates() + "/" + node;
      looks.add(zoo.find(path).thenCompose(found -> found.filter(candidate::equals).isPresent()
          ? zoo.delete(path) : CompletableFuture.completedFuture(null)));
    }
    return CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new));
  }
}
