package dev.goalkeeper.pools;

/// A declared source of change that is not itself true or false: a value cell, a link to a peer, a
/// group of sub-tasks. Facts are stated over it with [Clauses#fact].
///
/// @param <T> the task class that declared it
public sealed class Input<T extends Task<T>> implements Wakes<T> permits LinkInput, GroupInput {
  private final String name;
  private final int bit;

  Input(String name, int bit) {
    this.name = name;
    this.bit = bit;
  }

  /// The name given at declaration, as `explain` prints it.
  public String name() {
    return name;
  }

  int bit() {
    return bit;
  }

  @Override
  public long wakeMask() {
    return 1L << bit;
  }

  @Override
  public String toString() {
    return name;
  }
}
