package dev.goalkeeper.bench.rules;

/// How two ways to do the same compared: medians over all rounds.
///
/// @param name of what was done
/// @param ourNanos with rules, for each piece of work
/// @param bareNanos without
/// @param goal that the ratio should not exceed
public record Duel(String name, double ourNanos, double bareNanos, double goal) {
  /// How many times as long it takes with rules.
  public double ratio() {
    return ourNanos / bareNanos;
  }
}
