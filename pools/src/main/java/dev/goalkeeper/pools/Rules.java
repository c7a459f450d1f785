package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A proved rule table: every combination of clause values has exactly one row.
///
/// It is immutable and shared by all tasks of its class. The paper writes a task's rules as nested
/// if/else in one method (section 3); a table says the same, and can be proved, printed and
/// counted.
///
/// @param <T> the task class
public final class Rules<T extends Task<T>> {
  private final Clauses<T> clauses;
  private final List<Row<T>> rows;
  private final List<Clause<T>> exported;
  private final List<Clause<T>> locals;
  private final List<BudgetClause<T>> budgets;
  private final DecisionTable<T> decisions;

  Rules(Clauses<T> clauses, List<Row<T>> rows, List<Clause<T>> exported) {
    this.clauses = clauses;
    this.rows = List.copyOf(rows);
    this.exported = List.copyOf(exported);
    this.locals = clauses.all().stream().filter(Clause::local).toList();
    this.budgets = clauses.all().stream()
        .<BudgetClause<T>>mapMulti((clause, found) -> {
          if (clause instanceof BudgetClause<T> budget) {
            found.accept(budget);
          }
        })
        .toList();
    var proof = new Proof<>(clauses, this.rows);
    Decision<T> root = proof.run();
    this.decisions = new DecisionTable<>(clauses, this.rows, root, proof.leaves());
    var complaints = new ArrayList<>(Complaints.grouped(proof.complaints()));
    complaints.addAll(unused());
    if (!complaints.isEmpty()) {
      throw new RulesError(
          "the rules of " + name() + " do not build:\n  " + String.join("\n  ", complaints));
    }
  }

  /// The simple name of the task class.
  public String name() {
    return clauses.type().getSimpleName();
  }

  /// The rows, in the order in which they were written.
  public List<Row<T>> rows() {
    return rows;
  }

  /// The same table with one row left out; what a test of the table calls for each of its rows.
  ///
  /// @throws RulesError always, if the row is needed
  public Rules<T> without(String row) {
    if (rows.stream().noneMatch(each -> each.name().equals(row))) {
      throw new NoSuchElementException(name() + " has no row " + row);
    }
    return new Rules<>(
        clauses, rows.stream().filter(each -> !each.name().equals(row)).toList(), exported);
  }

  /// The table as text, a line a row.
  public String table() {
    return table(TableFormat.TEXT);
  }

  /// The table, printed from the code. [Pool#table] adds how often each rule fired.
  public String table(TableFormat format) {
    return TablePrinter.print(this, format, null);
  }

  List<BudgetClause<T>> budgets() {
    return budgets;
  }

  Clauses<T> clauses() {
    return clauses;
  }

  /// How the row is found.
  DecisionTable<T> decisions() {
    return decisions;
  }

  /// The table as a tree.
  Decision<T> root() {
    return decisions.root();
  }

  /// The leaf that a trace recorded.
  Decision.Leaf<T> leaf(int path) {
    return decisions.leaves().get(path);
  }

  /// The one row that applies to the task now.
  Decision.Leaf<T> decide(Task<T> task) {
    Decision.Leaf<T> leaf = decisions.leafOf(task);
    if (leaf != null) {
      return leaf;
    }
    throw new IllegalStateException(
        task.name() + " is in a state that its table declares impossible: "
            + values(task.typed()));
  }

  /// Runs the action of the row that applies.
  void act(Task<T> task, Decision.Leaf<T> leaf) {
    decisions.act(task, leaf);
  }

  /// What the task breaks of the table's implications and impossible combinations; nothing if it
  /// keeps all of them.
  @Nullable String broken(Task<T> task) {
    return decisions.broken(task);
  }

  /// The values of the local clauses, one bit a clause.
  long locals(T task) {
    long values = 0;
    for (int i = 0; i < locals.size(); i++) {
      if (locals.get(i).value(task) == 1) {
        values |= 1L << locals.get(i).index();
      }
    }
    return values;
  }

  /// True if a sleeping task still is where it went to sleep.
  boolean holds(Task<T> task, Decision.Leaf<?> slept) {
    return decisions.holds(task, slept);
  }

  /// Every clause with its value now.
  String values(T task) {
    return clauses.values(task);
  }

  private List<String> unused() {
    var complaints = new ArrayList<String>();
    for (Clause<T> clause : clauses.all()) {
      boolean stated =
          rows.stream().flatMap(row -> row.condition().stream())
              .anyMatch(literal -> literal.clause() == clause);
      if (!stated && !exported.contains(clause) && !readByAFact(clause)) {
        complaints.add("unused: no row states anything about '" + clause.name() + "'"
            + (promised(clause)
                ? ", only implies() or never() does. Drop it, or name it in exports() if other "
                    + "tasks read it, or if it is there to be checked."
                : ". Drop it, or name it in exports() if other tasks read it."));
      }
    }
    return complaints;
  }

  /// True if a fact names it among its sources, as a timer at which only a fact looks.
  private boolean readByAFact(Clause<T> clause) {
    return !(clause instanceof Fact<T>) && clauses.all().stream().anyMatch(other ->
        other instanceof StatedFact<T> && (other.wakeMask() & clause.wakeMask()) != 0);
  }

  private boolean promised(Clause<T> clause) {
    return clauses.implications().stream().anyMatch(each ->
            each.cause().clause() == clause || each.effect().clause() == clause)
        || clauses.nevers().stream().flatMap(each -> each.together().stream())
            .anyMatch(literal -> literal.clause() == clause);
  }
}
