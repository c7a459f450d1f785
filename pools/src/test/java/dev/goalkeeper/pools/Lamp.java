package dev.goalkeeper.pools;

/// The smallest task that others can look at: lit when wanted, by its own action.
final class Lamp extends Task<Lamp> {
  static final Clauses<Lamp> C = Clauses.of(Lamp.class);
  static final CellClause<Lamp> WANTED = C.cell("wanted");
  static final Fact<Lamp> LIT = C.local("lit", lamp -> lamp.lit);

  static final Rules<Lamp> RULES = C.rules()
      .rule("L1", Lamp::light,  WANTED, LIT.not())
      .rule("L2", Lamp::darken, WANTED.not(), LIT)
      .goal("G1",               WANTED, LIT)
      .goal("G0",               WANTED.not(), LIT.not())
      .build();

  final Cell<Boolean> wanted = cell(WANTED, false);
  private final String name;
  boolean lit;

  Lamp(String name) {
    this.name = name;
  }

  @Override
  protected Rules<Lamp> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  protected Object state() {
    return lit ? "lit" : "dark";
  }

  private void light() {
    lit = true;
  }

  private void darken() {
    lit = false;
  }
}
