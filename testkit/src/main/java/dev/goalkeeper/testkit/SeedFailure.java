package dev.goalkeeper.testkit;

import java.util.List;

/// A test that failed with a seed, and how it is run again.
///
/// @param test as `-Dtest` takes it
/// @param thrown by the test
record SeedFailure(String test, long seed, Throwable thrown, Again again) {
  /// A test of many seeds is quick: a few hundred runs more take seconds.
  private static final int RUNS_MAX = 300;

  /// Runs the test once more.
  @FunctionalInterface
  interface Again {
    void run(Schedule schedule) throws Throwable;
  }

  /// What happened, and the options that run it alone.
  String told() {
    return "seed " + seed + ": " + thrown.getMessage() + alone();
  }

  /// The same, with those incidents of the run that the failure needs.
  String told(List<Incident> happened) {
    if (happened.isEmpty()) {
      return told();
    }
    Shrunk shrunk = Shrinker.shrink(happened, this::failsAlike, RUNS_MAX);
    return "seed " + seed + ": " + thrown.getMessage() + "\n" + String.join("\n", shrunk.lines())
        + alone() + " -D" + SeedsExtension.INCIDENTS + "=" + shrunk.incidents();
  }

  private boolean failsAlike(Schedule schedule) {
    try {
      again.run(schedule);
      return false;
    } catch (Throwable other) { // whatever the test throws
      return Complaint.of(other).equals(Complaint.of(thrown));
    }
  }

  private String alone() {
    return "\nalone: -Dtest=" + test + " -D" + SeedsExtension.SEEDS + "=" + seed + ".." + seed;
  }
}
