package dev.goalkeeper.pools;

import java.util.function.Supplier;

/// Sees what a pool does, as it does it: for recorders and tests. Named at [PoolBuilder#witness].
///
/// Everything but [#alarmed] comes on the pool's thread, in between or in the middle of what it
/// does: a witness is quick, changes nothing, and touches no task but to ask for its name. One that
/// throws is told nothing any more; the pool goes on.
public interface Witness {
  /// A turn begins: what was brought, due timers, active tasks.
  default void turnBegins(Pool pool) {}

  /// The turn ends.
  ///
  /// @param work how much there was to do
  default void turnEnds(Pool pool, int work) {}

  /// A task has joined.
  default void added(Pool pool, Task<?> task) {}

  /// A task was taken out.
  default void retired(Pool pool, Task<?> task) {}

  /// A rule fires; its action comes next.
  ///
  /// @param cause puts into words what led to it, if the pool still knows; for this call alone
  default void fires(Pool pool, Task<?> task, Row<?> row, Supplier<String> cause) {}

  /// A task has started an operation.
  ///
  /// @param operation its name in the task's table
  default void started(Pool pool, Task<?> task, String operation) {}

  /// An operation has ended, well, badly, or by its time-out. One that was given up by a reset does
  /// not end.
  default void ended(Pool pool, Task<?> task, String operation, Status how) {}

  /// The pool noticed something about itself; from any thread.
  default void alarmed(Alarm alarm) {}
}
