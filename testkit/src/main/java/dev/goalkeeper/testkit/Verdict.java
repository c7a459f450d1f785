package dev.goalkeeper.testkit;

/// What a check has found.
public sealed interface Verdict {
  /// Distinct states that were seen.
  int states();

  /// All states were seen, and nothing is wrong with any.
  record Complete(int states, int steps) implements Verdict {}

  /// Nothing wrong was found in the states that were seen, and there are more.
  ///
  /// @param bound what ended it
  record Capped(int states, int steps, String bound) implements Verdict {}

  /// Something is wrong.
  record Refuted(int states, int steps, Counterexample counterexample) implements Verdict {}

  /// For tests that expect all to be well.
  ///
  /// @return the verdict
  /// @throws AssertionError unless the check is complete; it tells the shortest counterexample
  default Complete orThrow() {
    return switch (this) {
      case Complete complete -> complete;
      case Capped capped -> throw new AssertionError(
          "capped by " + capped.bound() + " after " + capped.states() + " states");
      case Refuted refuted -> throw new AssertionError(refuted.counterexample().toString());
    };
  }
}
