package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Collects the rows of a table. [#build()] proves it.
///
/// Rows are order-free and disjoint: each states all that it depends on, so no row hides another
/// and any row can be read alone. `given` states literals once for the rows below it, up to the
/// next `given`, as nested ifs do.
///
/// @param <T> the task class
public final class RulesBuilder<T extends Task<T>> {
  /// Rows a table may have. More is two tasks.
  public static final int ROWS_MAX = 128;

  private final Clauses<T> clauses;
  private final List<Row<T>> rows = new ArrayList<>();
  private final List<Clause<T>> exported = new ArrayList<>();
  private List<Literal<T>> given = List.of();

  RulesBuilder(Clauses<T> clauses) {
    this.clauses = clauses;
  }

  /// Starts a group: its rows also demand these literals. Without arguments, a group of none.
  @SafeVarargs
  public final RulesBuilder<T> given(Literal<T>... literals) {
    given = List.of(literals);
    return this;
  }

  /// A row whose action runs while its condition holds. The action is short and never blocks.
  @SafeVarargs
  public final RulesBuilder<T> rule(String name, Consumer<T> action, Literal<T>... condition) {
    return add(name, Row.Kind.RULE, action, condition);
  }

  /// A row in which the task sleeps until something changes.
  @SafeVarargs
  public final RulesBuilder<T> waits(String name, Literal<T>... condition) {
    return add(name, Row.Kind.WAITS, task -> {}, condition);
  }

  /// A row in which the task is where it should be.
  @SafeVarargs
  public final RulesBuilder<T> goal(String name, Literal<T>... condition) {
    return add(name, Row.Kind.GOAL, task -> {}, condition);
  }

  /// Names clauses that only other tasks' tables read, so that they do not count as unused.
  @SafeVarargs
  public final RulesBuilder<T> exports(Clause<T>... read) {
    exported.addAll(List.of(read));
    return this;
  }

  /// Proves the table and returns it.
  ///
  /// @throws RulesError on a hole, an overlap, a dead row, an unused or a deaf clause; the message
  ///     lists each with its rows and clause values
  public Rules<T> build() {
    clauses.seal();
    return new Rules<>(clauses, rows, exported);
  }

  @SafeVarargs
  private RulesBuilder<T> add(
      String name, Row.Kind kind, Consumer<T> action, Literal<T>... own) {
    if (rows.size() == ROWS_MAX) {
      throw new RulesError(clauses.type().getSimpleName() + ": more than " + ROWS_MAX + " rows");
    }
    if (rows.stream().anyMatch(row -> row.name().equals(name))) {
      throw new RulesError(clauses.type().getSimpleName() + ": two rows are called " + name);
    }
    var condition = new ArrayList<>(given);
    condition.addAll(List.of(own));
    condition.forEach(literal -> clauses.assertOwn(name, literal));
    rows.add(new Row<>(name, kind, condition, action));
    return this;
  }
}
