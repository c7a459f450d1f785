package dev.goalkeeper.pools;

import java.util.random.RandomGenerator;

/// How closely a world looks at its pools. Live worlds look at little; a simulation shuffles the
/// order of tasks, checks every evaluation, hashes every firing, and can leave out an action, or
/// let something happen beside it, to see whether somebody notices.
interface Scrutiny {
  /// True if implications are checked at each evaluation and missed wake-ups are failures.
  boolean strict();

  /// Which of this many active tasks is next.
  int pick(int active, RandomGenerator random);

  /// A rule fires, its action comes next.
  void firing(Pool pool, Task<?> task, Row<?> row);

  /// A rule has fired: its action is done, which may have retired the task.
  void fired(Pool pool, Task<?> task, Row<?> row);

  /// True if the row's action is left out.
  boolean muted(Row<?> row, Task<?> task);

  /// What a live world does: nothing of it.
  Scrutiny NONE =
      new Scrutiny() {
        @Override
        public boolean strict() {
          return false;
        }

        @Override
        public int pick(int active, RandomGenerator random) {
          return 0;
        }

        @Override
        public void firing(Pool pool, Task<?> task, Row<?> row) {}

        @Override
        public void fired(Pool pool, Task<?> task, Row<?> row) {}

        @Override
        public boolean muted(Row<?> row, Task<?> task) {
          return false;
        }
      };
}
