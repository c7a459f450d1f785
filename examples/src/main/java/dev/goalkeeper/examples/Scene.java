package dev.goalkeeper.examples;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Task;
import java.util.List;

/// An example that was set up: its pools, what goes wrong around them, and what must never be seen.
///
/// All of it is called on one thread: the simulation's, or that of the stage's [Later].
public interface Scene {
  /// The pools whose tasks have to come to their goals.
  List<Pool> pools();

  /// From now on nothing goes wrong.
  void heal();

  /// Throws if something is seen that must never be. Called between any two events of a simulation.
  ///
  /// @throws IllegalStateException says what was seen
  void invariants();

  /// Throws unless the outside is as it should be once all tasks are at their goals.
  ///
  /// @throws IllegalStateException says what is wrong
  default void atTheEnd() {}

  /// True when all tasks of a pool are at their goals. For the pool's thread.
  static boolean atGoals(Pool pool) {
    return pool.tasks().stream().allMatch(Task::atGoal);
  }
}
