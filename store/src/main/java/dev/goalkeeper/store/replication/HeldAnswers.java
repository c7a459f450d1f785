package dev.goalkeeper.store.replication;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.log.LogPosition;

/// Answers that wait until the log position that they rest on is certified on R backups, and while
/// it is in doubt whether this server still belongs to the cluster. Those that are held leave in
/// the order in which they came; one that rests on nothing new need not wait for them.
final class HeldAnswers extends Task<HeldAnswers> {
  static final Clauses<HeldAnswers> C = Clauses.of(HeldAnswers.class);

  static final CellClause<HeldAnswers> HOLDING = C.cell("holding");
  static final CellClause<HeldAnswers> DOUBTED = C.cell("doubted");
  static final Input<HeldAnswers> CERTIFIED = C.value("certified");
  static final Fact<HeldAnswers> READY = C.fact("ready", HeldAnswers::ready, HOLDING, CERTIFIED);

  static final Rules<HeldAnswers> RULES = C.rules()
      .given()
        .goal ("G",                       HOLDING.not())
        .waits("W1",                      HOLDING, READY.not())
        .waits("W2",                      HOLDING, READY, DOUBTED)
        .rule ("A1", HeldAnswers::settle, HOLDING, READY, DOUBTED.not())
      .build();

  private final Cell<Boolean> holding = cell(HOLDING, false);
  private final Cell<LogPosition> certified;
  private final Cell<Boolean> doubted;
  private final WaitingAnswers held = new WaitingAnswers();
  private long longestNanos;

  /// @param doubted true while no answer may leave
  HeldAnswers(Cell<LogPosition> certified, Cell<Boolean> doubted) {
    this.certified = watch(CERTIFIED, certified);
    this.doubted = watch(DOUBTED, doubted);
  }

  @Override
  protected Rules<HeldAnswers> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "answers";
  }

  /// Lets the answer go now, if its position is certified and nothing is in doubt, or later.
  void hold(LogPosition position, Runnable answer) {
    if (position.compareTo(certified.get()) <= 0 && !doubted.get()) {
      answer.run();
      return;
    }
    held.add(position, answer, pool().now());
    holding.set(true);
  }

  /// How long an answer has waited at the most: what a backup's death costs is in here.
  long longestNanos() {
    return held.isEmpty()
        ? longestNanos : Math.max(longestNanos, pool().now() - held.firstSinceNanos());
  }

  int size() {
    return held.size();
  }

  private boolean ready() {
    return held.firstWithin(certified.get());
  }

  private void settle() {
    longestNanos = longestNanos();
    while (ready()) {
      held.remove().run();
    }
    holding.set(!held.isEmpty());
  }
}
