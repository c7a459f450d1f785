package dev.goalkeeper.bench.rules;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Status;
import dev.goalkeeper.pools.Task;

/// A task that asks, decides by its state what the answer means, acts, and asks again: the rows of
/// the store's `Replica` for an answer.
final class Asker extends Task<Asker> {
  private static final Clauses<Asker> C = Clauses.of(Asker.class);
  private static final OpClause<Asker> CALL = C.op("call").endless();
  private static final Fact<Asker> UNLISTED = fact("unlisted", StepByHand.UNLISTED);
  private static final Fact<Asker> DAMAGED = fact("damaged", StepByHand.DAMAGED);
  private static final Fact<Asker> REFUSED = fact("refused", StepByHand.REFUSED);
  private static final Fact<Asker> OPENED = fact("opened", StepByHand.OPENED);
  private static final Fact<Asker> OPEN = fact("open", StepByHand.OPEN);
  private static final Fact<Asker> CLOSING = fact("closing", StepByHand.CLOSING);

  private static final Rules<Asker> RULES = C.rules()
      .rule ("R1", Asker::ask,    CALL.is(Status.IDLE))
      .waits("W1",                CALL.is(Status.RUNNING))
      .rule ("R2", Asker::again,  CALL.is(Status.FAILED))
      .given(CALL.is(Status.OK))
        .rule ("R3", Asker::step, UNLISTED)
        .rule ("R4", Asker::step, UNLISTED.not(), DAMAGED)
      .given(CALL.is(Status.OK), UNLISTED.not(), DAMAGED.not())
        .rule ("R5", Asker::step, REFUSED, OPENED.not())
        .rule ("R6", Asker::step, REFUSED, OPENED)
        .rule ("R7", Asker::step, REFUSED.not(), OPEN.not())
        .rule ("R8", Asker::step, REFUSED.not(), OPEN, CLOSING.not())
        .rule ("R9", Asker::step, REFUSED.not(), OPEN, CLOSING)
      .build();

  private final Op<Object> call = op(CALL);
  private final Bits bits;
  private final RuleSteps round;
  private long token;

  /// @param round is told of each step
  Asker(int start, RuleSteps round) {
    bits = new Bits(StepByHand.ROUND, start);
    this.round = round;
  }

  @Override
  protected Rules<Asker> rules() {
    return RULES;
  }

  void answer(Object answer) {
    call.complete(token, answer);
  }

  private static Fact<Asker> fact(String name, int bit) {
    return C.local(name, asker -> asker.bits.has(bit));
  }

  private void ask() {
    token = call.begin();
  }

  private void again() {
    call.reset();
  }

  private void step() {
    bits.next();
    call.reset();
    ask();
    round.stepped();
  }
}
