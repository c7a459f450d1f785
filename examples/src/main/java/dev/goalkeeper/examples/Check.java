package dev.goalkeeper.examples;

import java.util.List;

/// One way to look for what is wrong with an example before it runs. The exhaustive checker is one
/// more of these.
public interface Check {
  /// What it looks at, in a few words.
  String name();

  /// Looks.
  Verdict of(Example example);

  /// What a check found.
  ///
  /// @param good whether nothing is wrong
  /// @param lines what was looked at, or what is wrong
  record Verdict(boolean good, List<String> lines) {
    /// Copies the lines.
    public Verdict {
      lines = List.copyOf(lines);
    }
  }

  /// All there are, cheapest first.
  ///
  /// @param seeds how many simulated worlds to look at
  static List<Check> all(int seeds) {
    return List.of(new TableProof(), new SeededWorlds(seeds));
  }
}
