package dev.goalkeeper.pools;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How closely a world looks at its pools. Live worlds look at little; a simulation shuffles the
/// order of tasks, checks every evaluation, hashes every firing, and can leave out an action, or
/// let something happen beside it, to see whether somebody notices.
interface Scrutiny {
  /// True if implications are checked at each evaluation and missed wake-ups are failures.
  boolean strict();

  /// Where in the queue the task is that is next; below zero if none may step now.
  int pick(ActiveQueue active, RandomGenerator random);

  /// How many sleeping tasks a strict world looks at after a turn, for wake-ups that were missed.
  int share();

  /// How much the trace keeps.
  int traceEntries();

  /// A task's rule or statement, or an event, threw. True if this world tells of it by itself.
  boolean threw(@Nullable Task<?> task, Throwable thrown);

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
        public int pick(ActiveQueue active, RandomGenerator random) {
          return active.next();
        }

        @Override
        public int share() {
          return 0;
        }

        @Override
        public int traceEntries() {
          return Trace.ENTRIES;
        }

        @Override
        public boolean threw(@Nullable Task<?> task, Throwable thrown) {
          return false;
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
