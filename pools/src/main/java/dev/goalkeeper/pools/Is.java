package dev.goalkeeper.pools;

/// A clause has one of the values in the mask.
record Is<T extends Task<T>>(Clause<T> clause, int mask) implements Literal<T> {
  Is {
    if (mask == 0 || (mask & ~clause.all()) != 0) {
      throw new RulesError(
          "a statement about '" + clause.name() + "' must name some value of it and no other; it "
              + "can be " + clause.show(clause.all()));
    }
  }

  @Override
  public String toString() {
    return clause.show(mask);
  }
}
