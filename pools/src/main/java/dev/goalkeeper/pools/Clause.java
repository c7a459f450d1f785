package dev.goalkeeper.pools;

import java.util.StringJoiner;

/// A pure fact about a task's state with few values, as tables state their rows over it.
///
/// A clause either wakes its task when it may have changed, or is *local*: private plain state that
/// only the task's own actions write. Clauses are declared once per task class, with [Clauses].
///
/// @param <T> the task class that declared it
public abstract sealed class Clause<T extends Task<T>> implements Wakes<T>
    permits Fact, OpClause, TimerClause {
  private final String name;
  private final int index;
  private final long wakeMask;

  Clause(String name, int index, long wakeMask) {
    this.name = name;
    this.index = index;
    this.wakeMask = wakeMask;
  }

  /// The name given at declaration.
  public final String name() {
    return name;
  }

  /// The position among the clauses of its task class.
  final int index() {
    return index;
  }

  @Override
  public final long wakeMask() {
    return wakeMask;
  }

  /// How many values it can have; values are 0 to size - 1.
  abstract int size();

  /// What a value is called in messages.
  abstract String valueName(int value);

  /// The value now. Reads state and changes nothing.
  abstract int value(T task);

  /// True if nothing outside the task's own actions changes it.
  boolean local() {
    return false;
  }

  final int all() {
    return (1 << size()) - 1;
  }

  /// The values of the mask in words: `spawn=FAILED|TIMED_OUT`, `wanted`, `not wanted`.
  String show(int mask) {
    var values = new StringJoiner("|");
    for (int value = 0; value < size(); value++) {
      if ((mask >> value & 1) != 0) {
        values.add(valueName(value));
      }
    }
    return name + "=" + values;
  }

  @Override
  public final String toString() {
    return name;
  }
}
