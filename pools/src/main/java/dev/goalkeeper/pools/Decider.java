package dev.goalkeeper.pools;

/// A table as code. Made by [TableCompiler]; the classes that implement it are hidden ones. Each
/// method throws what a clause or an action throws.
interface Decider {
  /// Where the table's implications exclude the task's state.
  int IMPOSSIBLE = -1;

  /// The path of the leaf that applies to the task's clause values, or [#IMPOSSIBLE].
  int path(Task<?> task);

  /// Runs the action of the rule at this position of the table; does nothing for other rows.
  void act(Task<?> task, int row);

  /// True if the task keeps all promises of the table. False if it may not: whoever asked looks at
  /// the clauses to say which it breaks.
  boolean sound(Task<?> task);
}
