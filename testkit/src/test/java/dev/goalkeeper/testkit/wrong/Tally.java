package dev.goalkeeper.testkit.wrong;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import java.util.function.Consumer;

/// Does something to itself until it is full; what, each trial says.
final class Tally extends Task<Tally> {
  static final Clauses<Tally> C = Clauses.of(Tally.class);
  static final CellClause<Tally> WANTED = C.cell("wanted");
  static final Fact<Tally> FULL = C.local("full", tally -> tally.level >= tally.max);
  static final Rules<Tally> RULES = C.rules()
      .goal("G0",              WANTED.not())
      .rule("R1", Tally::act,  WANTED, FULL.not())
      .goal("G1",              WANTED, FULL)
      .build();

  final Cell<Boolean> wanted;
  final int max;
  int level;
  private final Consumer<Tally> action;

  Tally(int max, boolean wanted, Consumer<Tally> action) {
    this.max = max;
    this.wanted = cell(WANTED, wanted);
    this.action = action;
  }

  @Override
  protected Rules<Tally> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "tally";
  }

  void says() {
    progress();
  }

  private void act() {
    action.accept(this);
  }
}
