package dev.goalkeeper.examples.reactions;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import java.util.ArrayList;
import java.util.List;

/// Who is there: the events of a cluster. They write state and know nobody who reads it.
final class Membership {
  private final Pool pool;
  private final Cell<List<Node>> nodes = new Cell<>(List.of());

  Membership(Pool pool) {
    this.pool = pool;
  }

  /// Those that are up; for tasks to watch.
  Cell<List<Node>> nodes() {
    return nodes;
  }

  void joined(Node node) {
    pool.event(node.name() + " joined", () -> {
      pool.add(node);
      var list = new ArrayList<>(nodes.get());
      list.add(node);
      nodes.set(List.copyOf(list));
    });
  }

  void died(Node node) {
    pool.event(node.name() + " died", () -> {
      node.up().set(false);
      nodes.set(nodes.get().stream().filter(each -> each != node).toList());
    });
  }
}
