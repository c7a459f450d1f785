package dev.goalkeeper.testkit.wrong;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.testkit.Outside;

/// Pays once. The wrong one pays again when no answer came in time; the right one leaves that to a
/// person, since nobody can tell whether it was paid.
public final class Payer extends Task<Payer> {
  static final Clauses<Payer> C = Clauses.of(Payer.class);
  static final OpClause<Payer> PAY = C.op("pay");
  static final Fact<Payer> UNSURE = C.local("unsure", payer -> payer.unsure);

  static final Rules<Payer> RULES = C.rules()
      .given(UNSURE.not())
        .rule ("R1", Payer::pay,    PAY.is(IDLE))
        .waits("W1",                PAY.is(RUNNING))
        .rule ("R2", Payer::again,  PAY.is(FAILED))
        .rule ("R3", Payer::doubt,  PAY.is(TIMED_OUT))
        .goal ("G1",                PAY.is(OK))
      .given()
        .goal ("G2",                UNSURE)
      .build();

  private final Op<Boolean> pay = op(PAY);
  private final Outside outside;
  private final boolean right;
  private boolean unsure;

  public Payer(Outside outside, boolean right) {
    this.outside = outside;
    this.right = right;
  }

  @Override
  protected Rules<Payer> rules() {
    return RULES;
  }

  private void pay() {
    pay.start(outside.askOnce("payment 7", () -> true));
  }

  private void again() {
    pay.reset();
  }

  private void doubt() {
    unsure = right;
    pay.reset();
  }
}
