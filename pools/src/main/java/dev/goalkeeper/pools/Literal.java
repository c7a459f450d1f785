package dev.goalkeeper.pools;

/// One statement of a row's condition: a clause has one of the named values.
///
/// @param <T> the task class of the clause
public sealed interface Literal<T extends Task<T>> permits Is, Fact {
  /// The clause that the statement is about.
  Clause<T> clause();

  /// The values for which the statement holds, one bit a value.
  int mask();

  /// The opposite statement.
  default Literal<T> not() {
    return new Is<>(clause(), clause().all() & ~mask());
  }

  /// True if the statement holds for this value of its clause.
  default boolean holds(int value) {
    return (mask() >> value & 1) != 0;
  }
}
