package dev.goalkeeper.pools;

import java.util.List;
import java.util.Optional;

/// Tells whether a set of clause values has a combination that the declared implications allow.
final class Implications<T extends Task<T>> {
  private final List<Clauses.Implication<T>> all;

  Implications(List<Clauses.Implication<T>> all) {
    this.all = all;
  }

  /// The set narrowed by what follows from it, or empty if nothing of it is possible.
  Optional<Cube> possible(Cube start) {
    Cube cube = start;
    Cube before;
    do {
      before = cube;
      for (var implication : all) {
        cube = narrow(cube, implication);
        if (cube.empty()) {
          return Optional.empty();
        }
      }
    } while (!cube.equals(before));
    return satisfiable(cube) ? Optional.of(cube) : Optional.empty();
  }

  private Cube narrow(Cube cube, Clauses.Implication<T> implication) {
    Literal<T> cause = implication.cause();
    Literal<T> effect = implication.effect();
    int causeClause = cause.clause().index();
    int effectClause = effect.clause().index();
    if ((cube.mask(causeClause) & ~cause.mask()) == 0) {
      return cube.with(effectClause, effect.mask());
    }
    if ((cube.mask(effectClause) & effect.mask()) == 0) {
      return cube.with(causeClause, ~cause.mask());
    }
    return cube;
  }

  private boolean satisfiable(Cube cube) {
    for (var implication : all) {
      if (!decided(cube, implication)) {
        Literal<T> cause = implication.cause();
        return possible(cube.with(cause.clause().index(), ~cause.mask())).isPresent()
            || possible(cube.with(cause.clause().index(), cause.mask())).isPresent();
      }
    }
    return true;
  }

  private boolean decided(Cube cube, Clauses.Implication<T> implication) {
    Literal<T> cause = implication.cause();
    Literal<T> effect = implication.effect();
    boolean neverCaused = (cube.mask(cause.clause().index()) & cause.mask()) == 0;
    boolean alwaysMet = (cube.mask(effect.clause().index()) & ~effect.mask()) == 0;
    return neverCaused || alwaysMet;
  }
}
