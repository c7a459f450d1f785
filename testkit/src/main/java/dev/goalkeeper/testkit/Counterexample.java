package dev.goalkeeper.testkit;

import java.util.List;
import java.util.function.Supplier;

/// The shortest way to what is wrong, which can be gone again.
public final class Counterexample {
  private final String why;
  private final String schedule;
  private final List<String> steps;
  private final String command;
  private final Supplier<Verdict> again;

  Counterexample(String why, String schedule, List<String> steps, String command,
      Supplier<Verdict> again) {
    this.why = why;
    this.schedule = schedule;
    this.steps = List.copyOf(steps);
    this.command = command;
    this.again = again;
  }

  /// What is wrong at its end.
  public String why() {
    return why;
  }

  /// The choices and, indented below each, the rules that fired by it; in words.
  public List<String> steps() {
    return steps;
  }

  /// The choices as [Check#replay] takes them.
  public String schedule() {
    return schedule;
  }

  /// Goes the same way in a set-up of its own.
  ///
  /// @return what is found at its end; refuted for the same reason, unless something has changed
  public Verdict replay() {
    return again.get();
  }

  /// Reason, steps, and how to replay them.
  @Override
  public String toString() {
    String how = command.isEmpty() ? "replay(\"" + schedule + "\")" : command + " " + schedule;
    return why + "\n  " + String.join("\n  ", steps) + "\nreplay: " + how;
  }
}
