package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Builds the decision tree of a table, and by building it proves that every possible combination
/// of clause values has exactly one row.
///
/// It splits on one clause at a time, in the order in which the rows name them, until a single row
/// is left whose whole condition holds. Where none is left there is a hole; where two are, an
/// overlap. A row that no leaf carries is dead. Solves the paper's "all possible states are
/// covered" (4.1).
final class Proof<T extends Task<T>> {
  /// Leaves of a table's tree: far above any table that a person reads, far below what hurts.
  static final int LEAVES_MAX = 200_000;

  private final List<Clause<T>> clauses;
  private final List<Row<T>> rows;
  private final List<Cube> cubes;
  private final Implications<T> implications;
  private final List<String> complaints = new ArrayList<>();
  private final List<Decision.Leaf<T>> leaves = new ArrayList<>();

  Proof(Clauses<T> declared, List<Row<T>> rows) {
    this.clauses = declared.all();
    this.rows = rows;
    this.cubes = rows.stream().map(row -> Cube.of(row.masks(clauses))).toList();
    this.implications = new Implications<>(declared.implications());
  }

  Decision<T> run() {
    var all = new ArrayList<Integer>();
    for (int row = 0; row < rows.size(); row++) {
      all.add(row);
    }
    findContradictions();
    Decision<T> root = decide(Cube.everything(clauses), 0, all);
    findDeadRows();
    return root;
  }

  List<Decision.Leaf<T>> leaves() {
    return leaves;
  }

  List<String> complaints() {
    return complaints;
  }

  private Decision<T> decide(Cube cube, long wakeMask, List<Integer> candidates) {
    Optional<Cube> possible = implications.possible(cube);
    if (possible.isEmpty() || complaints.size() >= Complaints.MAX) {
      return new Decision.Impossible<>(cube);
    }
    if (candidates.isEmpty()) {
      complaints.add(hole(possible.get()));
      return new Decision.Impossible<>(cube);
    }
    int clause = undecided(cube, candidates);
    return clause < 0
        ? leaf(possible.get(), cube, wakeMask, candidates)
        : split(cube, wakeMask, candidates, clauses.get(clause));
  }

  /// The next clause to look at, or -1 if all is said. Budgets come last: a task whose row says
  /// nothing about one must not sleep on it.
  private int undecided(Cube cube, List<Integer> candidates) {
    int budget = -1;
    for (int row : candidates) {
      for (Literal<T> literal : rows.get(row).condition()) {
        Clause<T> clause = literal.clause();
        if (cube.within(cubes.get(row), clause.index())) {
          continue;
        }
        if (!(clause instanceof BudgetClause<T>)) {
          return clause.index();
        }
        budget = clause.index();
      }
    }
    return budget;
  }

  private void findContradictions() {
    for (int row = 0; row < rows.size(); row++) {
      for (Clause<T> clause : clauses) {
        if (cubes.get(row).mask(clause.index()) == 0) {
          complaints.add("contradiction: " + rows.get(row).name() + " demands of '" + clause.name()
              + "' what excludes itself: " + rows.get(row).conditionText()
              + ". Look at its group too.");
        }
      }
    }
  }

  private Decision<T> split(
      Cube cube, long wakeMask, List<Integer> candidates, Clause<T> clause) {
    var children = new ArrayList<Decision<T>>();
    for (int value = 0; value < clause.size(); value++) {
      Cube part = cube.with(clause.index(), 1 << value);
      if (part.empty()) {
        children.add(new Decision.Impossible<>(part));
        continue;
      }
      List<Integer> left =
          candidates.stream().filter(row -> part.meets(cubes.get(row))).toList();
      children.add(decide(part, wakeMask | clause.wakeMask(), left));
    }
    return new Decision.Split<>(clause, List.copyOf(children));
  }

  private Decision<T> leaf(Cube possible, Cube cube, long wakeMask, List<Integer> candidates) {
    Row<T> row = rows.get(candidates.getFirst());
    if (candidates.size() > 1) {
      complaints.add("overlap: " + row.name() + " and " + rows.get(candidates.get(1)).name()
          + " both apply at " + possible.show(clauses)
          + ". Add to one of them what tells it from the other.");
    }
    if (row.kind() == Row.Kind.WAITS && wakeMask == 0) {
      complaints.add("deaf: " + row.name() + " waits at " + cube.show(clauses)
          + ", and nothing there can wake it: all its clauses are local.");
    }
    if (leaves.size() == LEAVES_MAX) {
      throw new RulesError("a table of more than " + LEAVES_MAX + " cases; split the task");
    }
    var leaf = new Decision.Leaf<>(
        leaves.size(), row, candidates.getFirst(), cube, wakeMask, taken(row));
    leaves.add(leaf);
    return leaf;
  }

  private static <T extends Task<T>> List<BudgetClause<T>> taken(Row<T> row) {
    var taken = new ArrayList<BudgetClause<T>>();
    for (Literal<T> literal : row.condition()) {
      boolean demanded = row.kind() == Row.Kind.RULE && literal.holds(1) && !literal.holds(0);
      if (demanded && literal.clause() instanceof BudgetClause<T> budget) {
        taken.add(budget);
      }
    }
    return List.copyOf(taken);
  }

  private String hole(Cube at) {
    if (rows.isEmpty()) {
      return "hole: there is no row. Add one.";
    }
    Row<T> nearest = Collections.min(rows, Comparator
        .comparingInt((Row<T> row) -> misses(row, at).size())
        .thenComparingInt(row -> misses(row, at).size() - row.condition().size()));
    List<Clause<T>> misses = misses(nearest, at);
    return "hole: no row covers " + at.show(clauses) + unhandledFailure(at, misses)
        + ". Nearest is " + nearest.name() + ", which demands " + demands(nearest, misses)
        + ". Add a row, widen that one, or declare the combination impossible with implies().";
  }

  /// The clauses in which the row demands something else.
  private List<Clause<T>> misses(Row<T> row, Cube at) {
    Cube cube = cubes.get(rows.indexOf(row));
    return clauses.stream()
        .filter(clause -> (cube.mask(clause.index()) & at.mask(clause.index())) == 0)
        .toList();
  }

  private String demands(Row<T> row, List<Clause<T>> misses) {
    Cube cube = cubes.get(rows.indexOf(row));
    return misses.stream().map(clause -> clause.show(cube.mask(clause.index())))
        .collect(Collectors.joining(", "));
  }

  /// The hole that is forgotten most often, in words of its own.
  private static <T extends Task<T>> String unhandledFailure(Cube at, List<Clause<T>> misses) {
    return misses.stream()
        .filter(clause -> clause instanceof OpClause<T>
            && (at.mask(clause.index()) & ~OpClause.ENDED_BADLY) == 0)
        .findFirst()
        .map(clause -> ": nothing is said about how '" + clause.name() + "' may fail")
        .orElse("");
  }

  private void findDeadRows() {
    if (!complaints.isEmpty()) {
      return;
    }
    for (Row<T> row : rows) {
      if (leaves.stream().noneMatch(leaf -> leaf.row() == row)) {
        complaints.add("dead: " + row.name() + " applies nowhere: " + row.conditionText()
            + " is impossible. Drop it, or mend its condition.");
      }
    }
  }
}
