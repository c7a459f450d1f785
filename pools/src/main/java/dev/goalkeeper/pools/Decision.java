package dev.goalkeeper.pools;

import java.util.List;

/// A proved table as a tree: each node looks at one clause, each leaf is the one row that applies.
sealed interface Decision<T extends Task<T>> {
  /// Goes on by the value of a clause.
  record Split<T extends Task<T>>(Clause<T> clause, List<Decision<T>> byValue)
      implements Decision<T> {}

  /// The row that applies, its position in the table, and all that was looked at on the way here.
  /// The path identifies the values of those clauses, so a trace that keeps the path keeps the
  /// clause values.
  record Leaf<T extends Task<T>>(
      int path, Row<T> row, int rowIndex, Cube cube, long wakeMask, List<BudgetClause<T>> takes)
      implements Decision<T> {
    boolean fires() {
      return row.kind() == Row.Kind.RULE;
    }
  }

  /// A combination that the table's implications exclude.
  record Impossible<T extends Task<T>>(Cube cube) implements Decision<T> {}
}
