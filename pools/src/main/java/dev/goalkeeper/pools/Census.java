package dev.goalkeeper.pools;

/// Where the tasks of a pool stand, counted at one moment between two rules. Each task is counted
/// once.
///
/// @param atGoal tasks that sleep in a goal row
/// @param waiting tasks that sleep in a waits row
/// @param active tasks that will be looked at in this turn or the next
/// @param quarantined tasks that threw, and are tried again later
public record Census(int atGoal, int waiting, int active, int quarantined) {
  /// Counts the tasks of a pool: a look at each. For the pool's thread, as in
  /// `pool.query(() -> Census.of(pool))`.
  public static Census of(Pool pool) {
    int atGoal = 0;
    int waiting = 0;
    int active = 0;
    int quarantined = 0;
    for (Task<?> task : pool.tasks()) {
      switch (task.record().phase()) {
        case PARKED -> {
          if (task.record().atGoal()) {
            atGoal++;
          } else {
            waiting++;
          }
        }
        case QUARANTINED -> quarantined++;
        case NEW, ACTIVE, RETIRED -> active++;
      }
    }
    return new Census(atGoal, waiting, active, quarantined);
  }

  /// All of them.
  public int tasks() {
    return atGoal + waiting + active + quarantined;
  }
}
