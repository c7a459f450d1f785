package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds a task's leaf, runs its action, and looks whether the table's promises are kept: walks the
/// proved tree and the clauses at first, and from when the table is hot runs the code that it was
/// compiled to. Both do the same.
///
/// Tables are shared by pools. The fields that change are read and written without order on
/// purpose: a count that is lost delays the compilation, and whoever does not see the code yet
/// walks the tree. The code itself has no state.
final class DecisionTable<T extends Task<T>> {
  /// Decisions after which a table is worth the milliseconds that compiling takes.
  static final int HOT = 2_000;

  private final Clauses<T> clauses;
  private final List<Row<T>> rows;
  private final Decision<T> root;
  private final ArrayList<Decision.Leaf<T>> leaves;
  private final List<List<Clause<T>>> stated;
  private int decisions;
  private @Nullable Decider compiled;

  DecisionTable(
      Clauses<T> clauses, List<Row<T>> rows, Decision<T> root, List<Decision.Leaf<T>> leaves) {
    this.clauses = clauses;
    this.rows = rows;
    this.root = root;
    this.leaves = new ArrayList<>(leaves);
    this.stated = leaves.stream().map(leaf -> stated(clauses, leaf.cube())).toList();
  }

  /// The clauses on which a task rests that sleeps there. Whether a permit is free changes with
  /// every use of the budget; a task that slept although one was free is not told, and need not be.
  private static <T extends Task<T>> List<Clause<T>> stated(Clauses<T> clauses, Cube slept) {
    return clauses.all().stream()
        .filter(clause -> slept.mask(clause.index()) != clause.all())
        .filter(clause -> !(clause instanceof BudgetClause<T>)
            || slept.mask(clause.index()) != Fact.TRUE_MASK)
        .toList();
  }

  /// The proved tree.
  Decision<T> root() {
    return root;
  }

  List<Decision.Leaf<T>> leaves() {
    return leaves;
  }

  /// The leaf that applies, or nothing where the implications exclude the task's state.
  Decision.@Nullable Leaf<T> leafOf(Task<T> task) {
    Decider code = compiled;
    if (code != null) {
      int path = code.path(task);
      return path == Decider.IMPOSSIBLE ? null : leaves.get(path);
    }
    if (++decisions == HOT) {
      compile();
    }
    return interpreted(task.typed());
  }

  /// True if a sleeping task still is where it went to sleep. The sweep asks it of every task again
  /// and again: where the table is compiled, one decision answers nearly always.
  boolean holds(Task<T> task, Decision.Leaf<?> slept) {
    Decider code = compiled;
    if (code != null && code.path(task) == slept.path()) {
      return true;
    }
    List<Clause<T>> rests = stated.get(slept.path());
    T typed = task.typed();
    for (int i = 0; i < rests.size(); i++) {
      Clause<T> clause = rests.get(i);
      if ((slept.cube().mask(clause.index()) >> clause.value(typed) & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  /// Runs the action of a leaf's rule.
  void act(Task<T> task, Decision.Leaf<T> leaf) {
    Decider code = compiled;
    if (code != null) {
      code.act(task, leaf.rowIndex());
    } else {
      leaf.row().action().accept(task.typed());
    }
  }

  /// What the task breaks of the table's promises, in words; nothing if it keeps all of them.
  @Nullable String broken(Task<T> task) {
    Decider code = compiled;
    return code != null && code.sound(task) ? null : clauses.broken(task.typed());
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
    Optional<Decider> code = TableCompiler.compile(clauses, rows, root);
    compiled = code.orElse(null);
    return code;
  }
}
