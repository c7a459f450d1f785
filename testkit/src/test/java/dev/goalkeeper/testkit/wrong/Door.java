package dev.goalkeeper.testkit.wrong;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Status;
import dev.goalkeeper.pools.Task;
import java.util.concurrent.CompletableFuture;

/// Opens when it is wanted. It is right; what others do with it may be wrong.
final class Door extends Task<Door> {
  static final Clauses<Door> C = Clauses.of(Door.class);
  static final CellClause<Door> WANTED = C.cell("wanted");
  static final OpClause<Door> OPENING = C.op("opening");
  static final Rules<Door> RULES = C.rules()
      .goal ("G0",              WANTED.not(), OPENING.is(Status.IDLE))
      .rule ("R1", Door::open,  WANTED, OPENING.is(Status.IDLE))
      .waits("W1",              OPENING.is(Status.RUNNING))
      .goal ("G1",              WANTED, OPENING.is(Status.OK))
      .rule ("R2", Door::shut,  WANTED.not(), OPENING.is(Status.OK))
      .rule ("R3", Door::shut,  OPENING.is(Status.FAILED, Status.TIMED_OUT))
      .build();

  final Cell<Boolean> wanted = cell(WANTED, false);
  final Op<String> opening = op(OPENING);

  @Override
  protected Rules<Door> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "door";
  }

  private void open() {
    opening.start(CompletableFuture.completedStage("open"));
  }

  private void shut() {
    opening.reset();
  }
}
