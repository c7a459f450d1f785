package dev.goalkeeper.examples.jobs;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.RulesBuilder;
import dev.goalkeeper.pools.Task;

/// The four rules of a task as they were listed, before anybody asked what they forget.
final class ListedTask extends Task<ListedTask> {
  static final Clauses<ListedTask> C = Clauses.of(ListedTask.class);
  static final CellClause<ListedTask> KILLED = C.cell("killed");
  static final CellClause<ListedTask> INPUTS = C.cell("inputs there");
  static final GroupInput<ListedTask, ListedAttempt> ATTEMPTS = C.group("attempts");
  static final Fact<ListedTask> ENDED = C.local("ended", t -> t.outcome != Outcome.NONE);
  static final Fact<ListedTask> ALIVE =
      C.any("attempts alive", ATTEMPTS, () -> ListedAttempt.ENDED.not());
  static final Fact<ListedTask> WINNER = C.any("a winner", ATTEMPTS, () -> ListedAttempt.WON);
  static final Fact<ListedTask> FULL =
      C.count("two attempts", ATTEMPTS, () -> ListedAttempt.ENDED.not(), _ -> 2);

  /// Complete by "else wait", which is what a hurried reader of the complaints would write.
  static final Rules<ListedTask> RULES = C.implies(FULL, ALIVE).rules()
      .given(ENDED)
        .goal ("G")
      .given(ENDED.not(), KILLED)
        .rule ("1", ListedTask::kill,      ALIVE.not())
        .waits("else1",                    ALIVE)
      .given(ENDED.not(), KILLED.not())
        .rule ("2", ListedTask::giveUp,    INPUTS.not())
        .rule ("4", ListedTask::succeed,   INPUTS, WINNER)
        .rule ("3", ListedTask::addAttempt, INPUTS, WINNER.not(), FULL.not())
        .waits("else2",                    INPUTS, WINNER.not(), FULL)
      .build();

  private final Cell<Boolean> killed = cell(KILLED, false);
  private final Cell<Boolean> inputs = cell(INPUTS, true);
  private final Group<ListedAttempt> attempts = group(ATTEMPTS);
  private final Grid grid;
  private int begun;
  private Outcome outcome = Outcome.NONE;

  ListedTask(Grid grid) {
    this.grid = grid;
  }

  /// The rows in the order of the list, and nothing else.
  static RulesBuilder<ListedTask> asListed() {
    return C.rules()
        .given(ENDED)
        .goal("G")
        .given(ENDED.not())
        .rule("1", ListedTask::kill, KILLED, ALIVE.not())
        .rule("2", ListedTask::giveUp, INPUTS.not())
        .rule("3", ListedTask::addAttempt, WINNER.not(), FULL.not())
        .rule("4", ListedTask::succeed, WINNER);
  }

  @Override
  protected Rules<ListedTask> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "task";
  }

  Cell<Boolean> killed() {
    return killed;
  }

  Cell<Boolean> inputs() {
    return inputs;
  }

  private void kill() {
    outcome = Outcome.FAILED;
  }

  private void giveUp() {
    killed.set(true);
  }

  private void addAttempt() {
    attempts.add(new ListedAttempt("task." + ++begun, grid));
  }

  private void succeed() {
    outcome = Outcome.SUCCEEDED;
  }
}
