package dev.goalkeeper.pools;

/// A table as code: from a task's clause values to the path of the leaf that applies. Made by
/// [TableCompiler]; the classes that implement it are hidden ones.
interface Decider {
  /// Where the table's implications exclude the task's state.
  int IMPOSSIBLE = -1;

  /// The path of the leaf that applies, or [#IMPOSSIBLE]. Throws what a clause throws.
  int path(Task<?> task);
}
