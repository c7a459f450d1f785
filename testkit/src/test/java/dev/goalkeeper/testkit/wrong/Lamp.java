package dev.goalkeeper.testkit.wrong;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;

/// Is lit when wanted. The wrong one forgets that it has been lit, so its rule applies again.
public final class Lamp extends Task<Lamp> {
  static final Clauses<Lamp> C = Clauses.of(Lamp.class);
  static final CellClause<Lamp> WANTED = C.cell("wanted");
  static final Fact<Lamp> LIT = C.local("lit", lamp -> lamp.lit);

  static final Rules<Lamp> RULES = C.rules()
      .rule ("R1", Lamp::light,  WANTED, LIT.not())
      .rule ("R2", Lamp::dim,    WANTED.not(), LIT)
      .goal ("G1",               WANTED, LIT)
      .goal ("G2",               WANTED.not(), LIT.not())
      .build();

  private final Cell<Boolean> wanted = cell(WANTED, false);
  private final boolean right;
  private boolean lit;

  public Lamp(boolean right) {
    this.right = right;
  }

  @Override
  protected Rules<Lamp> rules() {
    return RULES;
  }

  public Cell<Boolean> wanted() {
    return wanted;
  }

  private void light() {
    lit = right;
  }

  private void dim() {
    lit = false;
  }
}
