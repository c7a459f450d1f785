package dev.goalkeeper.pools;

/// A class of tasks that share the turns of their pool with other classes by weight.
///
/// While tasks of several lanes have something to do, each lane gets turns in proportion to its
/// weight: beside one of weight 8, a lane of weight 1 gets every ninth, whatever waits in the
/// other. A lane that had nothing to do has saved nothing up. Within a lane tasks take turns in the
/// order in which they woke. Weights are about who waits for how long, never about what is right: a
/// simulation shuffles tasks of all lanes.
///
/// A task names its lane by [Task#lane]. Lanes are values: two of the same name and weight are one.
///
/// @param name unique among the lanes of a pool
/// @param weight from 1 to [#WEIGHT_MAX]
public record Lane(String name, int weight) {
  /// The lane of tasks that name none.
  public static final Lane STANDARD = new Lane("standard", 1);

  /// The highest weight: the lowest lane beside one of it still gets one turn in a hundred.
  public static final int WEIGHT_MAX = 99;

  /// Lanes that a pool may have: each turn looks at all of them, and more are not told apart by a
  /// person who sets their weights.
  public static final int LANES_MAX = 8;

  /// Checks the weight.
  public Lane {
    if (weight < 1 || weight > WEIGHT_MAX) {
      throw new IllegalArgumentException(
          "lane " + name + " has a weight from 1 to " + WEIGHT_MAX + ", not " + weight);
    }
  }
}
