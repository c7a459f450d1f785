package dev.goalkeeper.pools;

/// Whether a permit of a [Budget] is there for this task.
///
/// A rule whose condition says that it is takes the permit as it fires; the operation named at the
/// declaration holds it and gives it back however it ends. A task that waits for a permit queues.
///
/// @param <T> the task class that declared it
public final class BudgetClause<T extends Task<T>> extends Fact<T> {
  private final int bit;
  private final OpClause<T> holder;

  BudgetClause(String name, int index, int bit, OpClause<T> holder) {
    super(name, index, 1L << bit);
    this.bit = bit;
    this.holder = holder;
  }

  int bit() {
    return bit;
  }

  OpClause<T> holder() {
    return holder;
  }

  @Override
  boolean test(T task) {
    return task.source(bit, Permit.class).available();
  }
}
