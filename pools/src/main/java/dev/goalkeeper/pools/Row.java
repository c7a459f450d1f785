package dev.goalkeeper.pools;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;

/// One row of a rule table.
///
/// @param <T> the task class
/// @param name the stable name by which code, docs, traces and tests call it: `R4`
/// @param kind what happens to a task in one of the row's states
/// @param condition all that the row demands, its group's literals included
/// @param action what a rule does; does nothing for the others
public record Row<T extends Task<T>>(
    String name, Kind kind, List<Literal<T>> condition, Consumer<T> action) {

  /// What happens to a task in a row's states.
  public enum Kind {
    /// The action runs, and the task is looked at again.
    RULE,
    /// The task sleeps until a source of change of the row's clauses wakes it.
    WAITS,
    /// The task is where it should be, and sleeps likewise.
    GOAL
  }

  /// Copies the condition.
  public Row {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a row needs a name, such as R1");
    }
    condition = List.copyOf(condition);
  }

  /// The condition in words: `BACKUP, not UP`.
  public String conditionText() {
    var text = new StringJoiner(", ");
    condition.forEach(literal -> text.add(literal.clause().show(literal.mask())));
    return text.toString();
  }

  /// The values that each clause may have in this row, by clause index.
  int[] masks(List<Clause<T>> clauses) {
    int[] masks = clauses.stream().mapToInt(Clause::all).toArray();
    for (Literal<T> literal : condition) {
      masks[literal.clause().index()] &= literal.mask();
    }
    return masks;
  }
}
