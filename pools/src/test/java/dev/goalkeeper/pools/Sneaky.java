package dev.goalkeeper.pools;

/// Breaks the contract: reads a field that it declares nowhere, and lets others write local state.
final class Sneaky extends Task<Sneaky> {
  static final Clauses<Sneaky> C = Clauses.of(Sneaky.class);
  static final CellClause<Sneaky> WANTED = C.cell("wanted");
  static final Fact<Sneaky> FULL = C.fact("full", sneaky -> sneaky.level > 2, WANTED);
  static final Fact<Sneaky> TIRED = C.local("tired", sneaky -> sneaky.tired);

  static final Rules<Sneaky> RULES = C.rules()
      .goal ("G",                WANTED.not())
      .waits("W",                WANTED, FULL.not())
      .rule ("R", Sneaky::stop,  WANTED, FULL)
      .exports(TIRED)
      .build();

  final Cell<Boolean> wanted = cell(WANTED, true);
  int level;
  boolean tired;

  @Override
  protected Rules<Sneaky> rules() {
    return RULES;
  }

  private void stop() {
    wanted.set(false);
  }
}
