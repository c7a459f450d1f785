package dev.goalkeeper.pools;

/// A clause has one of the values in the mask.
record Is<T extends Task<T>>(Clause<T> clause, int mask) implements Literal<T> {
  Is {
    if (mask == 0 || (mask & ~clause.all()) != 0) {
      throw new IllegalArgumentException(
          clause.name() + ": a literal must name at least one value of its clause");
    }
  }

  @Override
  public String toString() {
    return clause.show(mask);
  }
}
