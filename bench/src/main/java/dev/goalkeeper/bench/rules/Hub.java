package dev.goalkeeper.bench.rules;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;

/// What parked tasks wait for: a server that is down.
final class Hub extends Task<Hub> {
  private static final Clauses<Hub> C = Clauses.of(Hub.class);
  static final CellClause<Hub> UP = C.cell("up");

  private static final Rules<Hub> RULES = C.rules()
      .waits("W1", UP.not())
      .goal ("G",  UP)
      .build();

  private final Cell<Boolean> up = cell(UP, false);

  @Override
  protected Rules<Hub> rules() {
    return RULES;
  }

  @Override
  protected Object state() {
    return up.get();
  }
}
