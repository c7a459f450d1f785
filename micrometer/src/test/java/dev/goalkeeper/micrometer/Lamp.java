package dev.goalkeeper.micrometer;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;

/// Lit when wanted, by its own action; breaks when it is told to; waits while there is no power.
final class Lamp extends Task<Lamp> {
  static final Clauses<Lamp> C = Clauses.of(Lamp.class);
  static final CellClause<Lamp> WANTED = C.cell("wanted");
  static final CellClause<Lamp> POWER = C.cell("power");
  static final Fact<Lamp> LIT = C.local("lit", lamp -> lamp.lit);

  static final Rules<Lamp> RULES = C.rules()
      .goal ("G0",               WANTED.not())
      .waits("W",                WANTED, POWER.not())
      .rule ("R", Lamp::light,   WANTED, POWER, LIT.not())
      .goal ("G1",               WANTED, POWER, LIT)
      .build();

  final Cell<Boolean> wanted = cell(WANTED, false);
  final Cell<Boolean> power = cell(POWER, true);
  boolean broken;
  private boolean lit;

  @Override
  protected Rules<Lamp> rules() {
    return RULES;
  }

  private void light() {
    if (broken) {
      throw new IllegalStateException("the lamp is broken");
    }
    lit = true;
  }
}
