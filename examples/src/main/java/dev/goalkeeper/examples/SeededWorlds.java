package dev.goalkeeper.examples;

import dev.goalkeeper.pools.Row;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.testkit.RuleTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Plays an example under many seeds. Also wrong: a rule that no seed has fired, for then nothing
/// is known about it.
///
/// @param seeds how many, from 1 on
public record SeededWorlds(int seeds) implements Check {
  @Override
  public String name() {
    return "seeds";
  }

  @Override
  public Verdict of(Example example) {
    Map<String, Long> firings = new TreeMap<>();
    long events = 0;
    for (long seed = 1; seed <= seeds; seed++) {
      try {
        Trial.Outcome outcome = Trial.play(example, seed);
        events += outcome.events();
        outcome.firings().forEach((row, times) -> firings.merge(row, times, Long::sum));
      } catch (TrialFailed failed) {
        return new Verdict(false, List.of(String.valueOf(failed.getMessage())));
      }
    }
    List<String> idle = idle(example, firings);
    if (!idle.isEmpty()) {
      return new Verdict(false, List.of("no seed of 1.." + seeds + " has fired " + idle));
    }
    return new Verdict(true, List.of(String.format(
        "%,d worlds with faults, %,d events, %,d firings: every invariant held, every goal reached,"
            + " every rule fired",
        seeds, events, firings.values().stream().mapToLong(times -> times).sum())));
  }

  private static List<String> idle(Example example, Map<String, Long> firings) {
    var idle = new ArrayList<String>();
    for (Words words : example.words()) {
      Rules<?> rules = RuleTables.of(words.table());
      rules.rows().stream().filter(row -> row.kind() == Row.Kind.RULE)
          .map(row -> rules.name() + " " + row.name())
          .filter(row -> !firings.containsKey(row)).forEach(idle::add);
    }
    return idle;
  }
}
