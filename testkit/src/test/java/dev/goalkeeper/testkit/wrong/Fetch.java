package dev.goalkeeper.testkit.wrong;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Budget;
import dev.goalkeeper.pools.BudgetClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import java.util.function.Consumer;

/// Fetches something once, under a permit; how, each trial says.
final class Fetch extends Task<Fetch> {
  static final Clauses<Fetch> C = Clauses.of(Fetch.class);
  static final OpClause<Fetch> CALL = C.op("call");
  static final BudgetClause<Fetch> SLOT = C.budget("slot", CALL);
  static final Fact<Fetch> DONE = C.local("done", fetch -> fetch.done);
  static final Rules<Fetch> RULES = C.rules()
      .given(DONE.not())
        .rule ("R1", Fetch::start,  CALL.is(IDLE), SLOT)
        .waits("W1",                CALL.is(IDLE), SLOT.not())
        .waits("W2",                CALL.is(RUNNING))
        .rule ("R2", Fetch::finish, CALL.is(OK))
        .rule ("R3", Fetch::again,  CALL.is(FAILED, TIMED_OUT))
      .given()
        .goal ("G",                 DONE)
      .build();

  final Op<String> call = op(CALL);
  boolean done;
  private final Consumer<Fetch> start;

  Fetch(Budget.Lane lane, Consumer<Fetch> start) {
    permit(SLOT, lane);
    this.start = start;
  }

  @Override
  protected Rules<Fetch> rules() {
    return RULES;
  }

  private void start() {
    start.accept(this);
  }

  private void finish() {
    done = true;
  }

  private void again() {
    call.reset();
  }
}
