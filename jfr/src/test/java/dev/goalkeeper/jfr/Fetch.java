package dev.goalkeeper.jfr;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Status;
import dev.goalkeeper.pools.Task;

/// Makes one call whenever it is asked to.
final class Fetch extends Task<Fetch> {
  static final Clauses<Fetch> C = Clauses.of(Fetch.class);
  static final CellClause<Fetch> ASKED = C.cell("asked");
  static final OpClause<Fetch> CALL = C.op("call");
  static final Rules<Fetch> RULES = C.rules()
      .given(CALL.is(Status.IDLE))
        .goal ("G",               ASKED.not())
        .rule ("R1", Fetch::call, ASKED)
      .given()
        .waits("W",               CALL.is(Status.RUNNING))
        .rule ("R2", Fetch::end,  CALL.is(Status.OK, Status.FAILED, Status.TIMED_OUT))
      .build();

  final Cell<Boolean> asked = cell(ASKED, false);
  final Op<String> call = op(CALL);
  long token;

  @Override
  protected Rules<Fetch> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "fetch";
  }

  private void call() {
    asked.set(false);
    token = call.begin();
  }

  private void end() {
    call.reset();
  }
}
