package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds a task's leaf: walks the proved tree at first, and from when the table is hot runs the
/// code that it was compiled to. Both give the same leaf.
///
/// Tables are shared by pools. The fields that change are read and written without order on
/// purpose: a count that is lost delays the compilation, and whoever does not see the code yet
/// walks the tree. The code itself has no state.
final class DecisionTable<T extends Task<T>> {
  /// Decisions after which a table is worth the milliseconds that compiling takes.
  static final int HOT = 2_000;

  private final Clauses<T> clauses;
  private final Decision<T> root;
  private final ArrayList<Decision.Leaf<T>> leaves;
  private int decisions;
  private @Nullable Decider compiled;

  DecisionTable(Clauses<T> clauses, Decision<T> root, List<Decision.Leaf<T>> leaves) {
    this.clauses = clauses;
    this.root = root;
    this.leaves = new ArrayList<>(leaves);
  }

  /// The proved tree.
  Decision<T> root() {
    return root;
  }

  List<Decision.Leaf<T>> leaves() {
    return leaves;
  }

  /// The leaf that applies, or nothing where the implications exclude the task's state.
  Decision.@Nullable Leaf<T> leafOf(T task) {
    Decider code = compiled;
    if (code != null) {
      int path = code.path(task);
      return path == Decider.IMPOSSIBLE ? null : leaves.get(path);
    }
    if (++decisions == HOT) {
      compile();
    }
    return interpreted(task);
  }

  boolean compiled() {
    return compiled != null;
  }

  Decision.@Nullable Leaf<T> interpreted(T task) {
    Decision<T> at = root;
    while (at instanceof Decision.Split<T> split) {
      at = split.byValue().get(split.clause().value(task));
    }
    return at instanceof Decision.Leaf<T> leaf ? leaf : null;
  }

  /// Compiles it now, hot or not. Nothing if it stays interpreted.
  Optional<Decider> compile() {
    Optional<Decider> code = TableCompiler.compile(clauses.all(), root);
    compiled = code.orElse(null);
    return code;
  }
}
