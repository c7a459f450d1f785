package dev.goalkeeper.pools;

/// A clause that is true or false. Named alone in a row it says that it is true.
///
/// @param <T> the task class that declared it
public abstract sealed class Fact<T extends Task<T>> extends Clause<T> implements Literal<T>
    permits StatedFact, CellClause, BudgetClause, PeerClause, GroupClause {
  static final int FALSE_MASK = 0b01;
  static final int TRUE_MASK = 0b10;

  Fact(String name, int index, long wakeMask) {
    super(name, index, wakeMask);
  }

  @Override
  public final Clause<T> clause() {
    return this;
  }

  @Override
  public final int mask() {
    return TRUE_MASK;
  }

  @Override
  final int size() {
    return 2;
  }

  @Override
  final String valueName(int value) {
    return value == 1 ? "yes" : "no";
  }

  @Override
  final int value(T task) {
    return test(task) ? 1 : 0;
  }

  abstract boolean test(T task);

  @Override
  final String show(int mask) {
    return switch (mask) {
      case TRUE_MASK -> name();
      case FALSE_MASK -> "not " + name();
      default -> name() + "=any";
    };
  }
}
