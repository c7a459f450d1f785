package dev.goalkeeper.examples;

import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.RulesError;
import dev.goalkeeper.testkit.RuleTables;
import java.util.ArrayList;
import java.util.List;

/// Builds every table, which proves that each combination of clause values has exactly one row; and
/// shows that no row could be left out.
public record TableProof() implements Check {
  @Override
  public String name() {
    return "tables";
  }

  @Override
  public Verdict of(Example example) {
    var lines = new ArrayList<String>();
    try {
      for (Words words : example.words()) {
        Rules<?> rules = RuleTables.verify(words.table());
        lines.add(rules.name() + ": " + rules.rows().size()
            + " rows; no hole, no overlap, none could be left out");
      }
    } catch (RulesError | LinkageError | AssertionError wrong) { // a table, or one of its rows
      return new Verdict(false, List.of(String.valueOf(wrong.getMessage())));
    }
    return new Verdict(true, lines);
  }
}
