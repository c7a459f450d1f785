package dev.goalkeeper.testkit.wrong;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.testkit.Outside;

/// Starts up, and is given a size by somebody. The right one notes the size whenever it comes, and
/// takes it on once it is up; the wrong one can be told only when it is up.
public final class Machine extends Task<Machine> {
  static final Clauses<Machine> C = Clauses.of(Machine.class);
  static final OpClause<Machine> START = C.op("start");
  static final Input<Machine> WANTED = C.value("wanted size");
  static final Fact<Machine> DIFFERS =
      C.fact("differs", machine -> machine.size != machine.wanted.get(), WANTED);

  /// What others rest on.
  static final Fact<Machine> UP =
      C.fact("up", machine -> machine.start.status() == OK, START);

  static final Rules<Machine> RULES = C.rules()
      .rule ("R1", Machine::start,   START.is(IDLE))
      .waits("W1",                   START.is(RUNNING))
      .rule ("R2", Machine::again,   START.is(FAILED, TIMED_OUT))
      .rule ("R3", Machine::resize,  START.is(OK), DIFFERS)
      .goal ("G",                    START.is(OK), DIFFERS.not())
      .exports(UP)
      .build();

  private final Op<Boolean> start = op(START);
  private final Cell<Integer> wanted = value(WANTED, 1);
  private final Outside outside;
  private final boolean right;
  private int size = 1;

  public Machine(Outside outside, boolean right) {
    this.outside = outside;
    this.right = right;
  }

  @Override
  protected Rules<Machine> rules() {
    return RULES;
  }

  /// Whether it can be given a size now.
  public boolean ready() {
    return right || start.status() == OK;
  }

  public void want(int next) {
    wanted.set(next);
  }

  private void start() {
    start.start(outside.ask("the machine", () -> true));
  }

  private void again() {
    start.reset();
  }

  private void resize() {
    size = wanted.get();
  }
}
