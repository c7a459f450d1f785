package dev.goalkeeper.cli.mutation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A condition with one change, and what tests said to it.
///
/// @param condition the name of the condition
/// @param change what PIT did to it; with a number, if it could do the same at several places of
///     the condition
/// @param place file and line, for people
/// @param fate what came of it
public record Mutant(String condition, String change, String place, Fate fate) {
  /// What came of a mutant.
  public enum Fate {
    /// A test failed.
    KILLED,
    /// A test took so long that it must have hung.
    TIMED_OUT,
    /// No test noticed.
    SURVIVED,
    /// No test runs the code.
    NO_COVERAGE,
    /// Nobody knows.
    NOT_RUN;

    /// Whether somebody noticed.
    public boolean noticed() {
      return switch (this) {
        case KILLED, TIMED_OUT -> true;
        case SURVIVED, NO_COVERAGE, NOT_RUN -> false;
      };
    }
  }

  /// One that was read, and where in its method it is.
  ///
  /// @param mutant without a number
  /// @param order position in the class
  record Placed(Mutant mutant, long order) {}

  /// What stays when code around it moves.
  public String key() {
    return condition + ": " + change;
  }

  /// Numbers those that do the same to one condition.
  static List<Mutant> numbered(List<Placed> placed) {
    Map<String, List<Placed>> alike = new TreeMap<>();
    placed.forEach(each ->
        alike.computeIfAbsent(each.mutant().key(), _ -> new ArrayList<>()).add(each));
    var all = new ArrayList<Mutant>();
    for (List<Placed> group : alike.values()) {
      group.sort(Comparator.comparingLong(Placed::order));
      for (int i = 0; i < group.size(); i++) {
        Mutant one = group.get(i).mutant();
        String number = group.size() == 1 ? "" : " (" + (i + 1) + " of " + group.size() + ")";
        all.add(new Mutant(one.condition(), one.change() + number, one.place(), one.fate()));
      }
    }
    return all;
  }
}
