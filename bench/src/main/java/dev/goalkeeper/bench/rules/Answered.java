package dev.goalkeeper.bench.rules;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Status;
import dev.goalkeeper.pools.Task;

/// A task that asks again and again, and says when a rule has fired on an answer.
final class Answered extends Task<Answered> {
  private static final Clauses<Answered> C = Clauses.of(Answered.class);
  private static final OpClause<Answered> CALL = C.op("call").endless();

  private static final Rules<Answered> RULES = C.rules()
      .rule ("R1", Answered::ask,    CALL.is(Status.IDLE))
      .waits("W1",                   CALL.is(Status.RUNNING))
      .rule ("R2", Answered::answer, CALL.is(Status.OK, Status.FAILED))
      .build();

  private final Op<String> call = op(CALL);
  private volatile long asked;
  private volatile long answered;

  @Override
  protected Rules<Answered> rules() {
    return RULES;
  }

  /// The token of the call under way.
  long asked() {
    return asked;
  }

  /// The token of the last call that a rule has fired on.
  long answered() {
    return answered;
  }

  void complete(long token) {
    call.complete(token, "done");
  }

  private void ask() {
    asked = call.begin();
  }

  private void answer() {
    answered = asked;
    call.reset();
  }
}
