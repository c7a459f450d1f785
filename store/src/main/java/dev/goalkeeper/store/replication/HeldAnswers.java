package dev.goalkeeper.store.replication;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.log.LogPosition;
import java.util.ArrayDeque;

/// Answers that wait until the log position that they rest on is certified on R backups. Positions
/// come in log order, so the first answer is always the next.
final class HeldAnswers extends Task<HeldAnswers> {
  static final Clauses<HeldAnswers> C = Clauses.of(HeldAnswers.class);

  static final CellClause<HeldAnswers> HOLDING = C.cell("holding");
  static final Input<HeldAnswers> CERTIFIED = C.value("certified");
  static final Fact<HeldAnswers> READY = C.fact("ready", HeldAnswers::ready, HOLDING, CERTIFIED);

  static final Rules<HeldAnswers> RULES = C.rules()
      .given()
        .goal ("G",                      HOLDING.not())
        .waits("W",                      HOLDING, READY.not())
        .rule ("A1", HeldAnswers::settle, HOLDING, READY)
      .build();

  private final Cell<Boolean> holding = cell(HOLDING, false);
  private final Cell<LogPosition> certified;
  private final ArrayDeque<Held> held = new ArrayDeque<>();

  private record Held(LogPosition position, Runnable answer) {}

  HeldAnswers(Cell<LogPosition> certified) {
    this.certified = watch(CERTIFIED, certified);
  }

  @Override
  protected Rules<HeldAnswers> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "answers";
  }

  /// Lets the answer go now, if its position is certified, or later.
  void hold(LogPosition position, Runnable answer) {
    if (position.compareTo(certified.get()) <= 0) {
      answer.run();
      return;
    }
    held.add(new Held(position, answer));
    holding.set(true);
  }

  int size() {
    return held.size();
  }

  private boolean ready() {
    Held first = held.peek();
    return first != null && first.position().compareTo(certified.get()) <= 0;
  }

  private void settle() {
    while (ready()) {
      held.remove().answer().run();
    }
    holding.set(!held.isEmpty());
  }
}
