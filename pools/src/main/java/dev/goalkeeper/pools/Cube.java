package dev.goalkeeper.pools;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/// A set of clause values: for each clause of a task class, by index, the values it may have.
final class Cube {
  private final int[] masks;

  private Cube(int[] masks) {
    this.masks = masks;
  }

  static <T extends Task<T>> Cube everything(List<Clause<T>> clauses) {
    return new Cube(clauses.stream().mapToInt(Clause::all).toArray());
  }

  static Cube of(int[] masks) {
    return new Cube(masks.clone());
  }

  int mask(int clause) {
    return masks[clause];
  }

  Cube with(int clause, int mask) {
    int[] copy = masks.clone();
    copy[clause] &= mask;
    return new Cube(copy);
  }

  boolean empty() {
    return Arrays.stream(masks).anyMatch(mask -> mask == 0);
  }

  /// True if the two sets have a combination in common.
  boolean meets(Cube other) {
    for (int i = 0; i < masks.length; i++) {
      if ((masks[i] & other.masks[i]) == 0) {
        return false;
      }
    }
    return true;
  }

  /// True if the clause's values here are all allowed there.
  boolean within(Cube other, int clause) {
    return (masks[clause] & ~other.masks[clause]) == 0;
  }

  /// The restricted clauses in words, `spawn=FAILED, not wanted`; the others may have any value.
  <T extends Task<T>> String show(List<Clause<T>> clauses) {
    var text = new StringJoiner(", ");
    for (Clause<T> clause : clauses) {
      int mask = masks[clause.index()];
      if (mask != clause.all()) {
        text.add(clause.show(mask));
      }
    }
    return text.length() == 0 ? "(any state)" : text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cube cube && Arrays.equals(masks, cube.masks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(masks);
  }
}
