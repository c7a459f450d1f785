package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The shape of a table's tree, with equal subtrees shared: which clause is looked at, and where
/// each value leads.
///
/// A leaf is told by its path, and the path is counted on the way: the leaves of the children
/// before the one that is taken are added up. So two subtrees that look at the same clauses in the
/// same order are one, whatever their rows are.
final class Shapes {
  static final int IMPOSSIBLE = 0;
  static final int LEAF = 1;

  private final List<Fork> forks = new ArrayList<>();
  private final Map<Fork, Integer> known = new HashMap<>();
  private final int root;

  /// A node that looks at a clause.
  ///
  /// @param clause its index
  /// @param children the node for each value of it
  /// @param before the leaves below the children before each child, by value
  /// @param leaves all that are below
  record Fork(int clause, List<Integer> children, List<Integer> before, int leaves) {}

  private Shapes(Decision<?> tree) {
    root = add(tree);
  }

  static Shapes of(Decision<?> tree) {
    return new Shapes(tree);
  }

  int root() {
    return root;
  }

  /// How many forks there are. Each has a number of 2 and above, after those of its children.
  int forks() {
    return forks.size();
  }

  boolean isFork(int node) {
    return node > LEAF;
  }

  Fork fork(int node) {
    return forks.get(node - LEAF - 1);
  }

  /// The indexes of the clauses that are looked at anywhere, in ascending order.
  int[] clauses() {
    return forks.stream().mapToInt(Fork::clause).sorted().distinct().toArray();
  }

  private int add(Decision<?> decision) {
    return switch (decision) {
      case Decision.Split<?> split -> {
        int[] children = split.byValue().stream().mapToInt(this::add).toArray();
        yield shared(split.clause().index(), children);
      }
      case Decision.Leaf<?> leaf -> LEAF;
      case Decision.Impossible<?> impossible -> IMPOSSIBLE;
    };
  }

  private int shared(int clause, int[] children) {
    var before = new ArrayList<Integer>();
    int leaves = 0;
    for (int child : children) {
      before.add(leaves);
      leaves += isFork(child) ? fork(child).leaves() : child;
    }
    List<Integer> byValue = Arrays.stream(children).boxed().toList();
    return known.computeIfAbsent(
        new Fork(clause, byValue, List.copyOf(before), leaves),
        fork -> {
          forks.add(fork);
          return forks.size() + LEAF;
        });
  }
}
