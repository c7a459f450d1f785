package dev.goalkeeper.pools;

/// True while a boolean [Cell] holds true. Whoever sets the cell wakes the task.
///
/// @param <T> the task class that declared it
public final class CellClause<T extends Task<T>> extends Fact<T> {
  private final int bit;

  CellClause(String name, int index, int bit) {
    super(name, index, 1L << bit);
    this.bit = bit;
  }

  int bit() {
    return bit;
  }

  @Override
  boolean test(T task) {
    return Boolean.TRUE.equals(task.source(bit, Cell.class).get());
  }
}
