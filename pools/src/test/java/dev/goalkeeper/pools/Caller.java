package dev.goalkeeper.pools;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import java.time.Duration;

/// Makes one call under a permit whenever it is asked to, and counts how calls end.
final class Caller extends Task<Caller> {
  static final Clauses<Caller> C = Clauses.of(Caller.class);
  static final CellClause<Caller> ASKED = C.cell("asked");
  static final OpClause<Caller> CALL = C.op("call").timeout(Duration.ofMillis(50));
  static final BudgetClause<Caller> SLOT = C.budget("slot", CALL);

  static final Fact<Caller> CALM = C.local("calm", Caller::calm);

  static final Rules<Caller> RULES = C.rules()
      .given(CALL.is(IDLE))
        .goal ("G",                  ASKED.not())
        .waits("W1",                 ASKED, SLOT.not())
        .rule ("R1", Caller::call,   ASKED, SLOT)
      .given()
        .waits("W2",                 CALL.is(RUNNING))
        .rule ("R2", Caller::finish, CALL.is(OK, FAILED, TIMED_OUT))
      .exports(CALM)
      .build();

  final Cell<Boolean> asked = cell(ASKED, false);
  final Op<String> call = op(CALL);
  final Permit slot;
  private final String name;
  long token;
  Runnable before = () -> {};
  boolean starts = true;
  boolean panics;
  Status ended = Status.IDLE;

  Caller(String name, Budget.Lane lane) {
    this.name = name;
    slot = permit(SLOT, lane);
  }

  @Override
  protected Rules<Caller> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return name;
  }

  private boolean calm() {
    if (panics) {
      throw new IllegalStateException("panic");
    }
    return true;
  }

  private void call() {
    before.run();
    if (starts) {
      token = call.begin();
    } else {
      asked.set(false);
    }
  }

  private void finish() {
    ended = call.status();
    call.reset();
    asked.set(false);
  }
}
