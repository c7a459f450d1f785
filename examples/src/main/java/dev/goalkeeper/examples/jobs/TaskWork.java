package dev.goalkeeper.examples.jobs;

import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import java.time.Duration;

/// One task of a job (the word is the scheduler's own): attempts until one has won.
final class TaskWork extends Task<TaskWork> {
  static final Clauses<TaskWork> C = Clauses.of(TaskWork.class);
  static final CellClause<TaskWork> KILLED = C.cell("killed");
  static final CellClause<TaskWork> INPUTS = C.cell("inputs there");
  static final GroupInput<TaskWork, Attempt> ATTEMPTS = C.group("attempts");
  static final TimerClause<TaskWork> SLOW = C.timer("until slow");
  static final Fact<TaskWork> ENDED = C.local("ended", t -> t.outcome != Outcome.NONE);
  static final Fact<TaskWork> FAILED = C.local("failed", t -> t.outcome == Outcome.FAILED);
  static final Fact<TaskWork> WINNER = C.any("a winner", ATTEMPTS, () -> Attempt.WON);
  static final Fact<TaskWork> LOSER = C.any("a loser", ATTEMPTS, () -> Attempt.LOST);
  static final Fact<TaskWork> ALIVE =
      C.any("attempts alive", ATTEMPTS, () -> Attempt.ENDED.not());
  static final Fact<TaskWork> SPARED = C.any("attempts spared", ATTEMPTS, () -> Attempt.SPARED);
  static final Fact<TaskWork> READY = C.any("an attempt ready", ATTEMPTS, () -> Attempt.READY);
  static final Fact<TaskWork> CHOSEN = C.any("one chosen", ATTEMPTS, () -> Attempt.CHOSEN);
  static final Fact<TaskWork> SPENT = C.local("attempts spent", t -> t.begun >= TaskWork.TRIES);
  static final Fact<TaskWork> TWO = C.count("two attempts", ATTEMPTS, () -> Attempt.SPARED, _ -> 2);
  static final Fact<TaskWork> SPARED_TASK =
      C.fact("spared", t -> t.outcome == Outcome.NONE && !t.isKilled(), KILLED);

  static final Rules<TaskWork> RULES = C
      .implies(SPARED, ALIVE).implies(READY, ALIVE).implies(TWO, SPARED).rules()
      .given(ENDED)
        .goal ("G")
      .given(ENDED.not(), LOSER)
        .rule ("T3",  TaskWork::dropLosers)
      .given(ENDED.not(), LOSER.not(), WINNER)
        .rule ("T3k", TaskWork::killRest,   SPARED)
        .waits("W1",                        SPARED.not(), ALIVE)
        .rule ("T4",  TaskWork::succeed,    SPARED.not(), ALIVE.not())
      .given(ENDED.not(), LOSER.not(), WINNER.not(), KILLED)
        .rule ("T0",  TaskWork::killRest,   SPARED)
        .waits("W2",                        SPARED.not(), ALIVE)
        .rule ("T1",  TaskWork::fail,       SPARED.not(), ALIVE.not())
      .given(ENDED.not(), LOSER.not(), WINNER.not(), KILLED.not(), INPUTS.not())
        .rule ("T2",  TaskWork::giveUp)
      .given(ENDED.not(), LOSER.not(), WINNER.not(), KILLED.not(), INPUTS, CHOSEN)
        .waits("W3")
      .given(ENDED.not(), LOSER.not(), WINNER.not(), KILLED.not(), INPUTS, CHOSEN.not())
        .rule ("T3c", TaskWork::choose,     READY)
        .rule ("T3a", TaskWork::addAttempt, READY.not(), ALIVE.not(), SPENT.not())
        .rule ("T3f", TaskWork::giveUp,     READY.not(), ALIVE.not(), SPENT)
        .waits("W4",                        READY.not(), ALIVE, TWO)
        .waits("W5",                        READY.not(), ALIVE, TWO.not(), SPENT)
        .waits("W6",                        READY.not(), ALIVE, TWO.not(), SPENT.not(),
                                            SLOW.running())
        .rule ("T3s", TaskWork::addAttempt, READY.not(), ALIVE, TWO.not(), SPENT.not(),
                                            SLOW.running().not())
      .exports(FAILED, SPARED_TASK)
      .build();

  static final Words WORDS = Words.of(TaskWork.class, """
      T3 attempts have failed: drop them
      T3k one has won: kill the others
      T4 one has won and none is alive: it has succeeded
      T0 killed: kill the attempts
      T1 killed and no attempt alive: it has failed
      T2 inputs are missing: give it up
      T3c an attempt is done: choose it, before it commits
      T3a no attempt: add one
      T3f all attempts spent: give it up
      T3s slow: add a second attempt""");

  static final int TRIES = 4;
  private static final Duration SLOW_AFTER = Duration.ofMillis(30);

  private final Cell<Boolean> killed = cell(KILLED, false);
  private final Cell<Boolean> inputs = cell(INPUTS, true);
  private final Group<Attempt> attempts = group(ATTEMPTS);
  private final Timer slow = timer(SLOW);
  private final String name;
  private final Grid grid;
  private int begun;
  private Outcome outcome = Outcome.NONE;

  TaskWork(String name, Grid grid) {
    this.name = name;
    this.grid = grid;
  }

  @Override
  protected Rules<TaskWork> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return name;
  }

  Cell<Boolean> killed() {
    return killed;
  }

  Cell<Boolean> inputs() {
    return inputs;
  }

  Outcome outcome() {
    return outcome;
  }

  /// How many attempts it has begun.
  int begun() {
    return begun;
  }

  private boolean isKilled() {
    return killed.get();
  }

  private void addAttempt() {
    attempts.add(new Attempt(name, ++begun, grid));
    slow.start(SLOW_AFTER);
  }

  private void dropLosers() {
    attempts.members().stream()
        .filter(attempt -> attempt.outcome() == Outcome.FAILED).forEach(attempts::remove);
  }

  private void choose() {
    attempts.members().stream().filter(Attempt::ready).findFirst()
        .ifPresent(attempt -> attempt.chosen().set(true));
  }

  private void killRest() {
    attempts.members().stream()
        .filter(attempt -> attempt.outcome() == Outcome.NONE)
        .forEach(attempt -> attempt.killed().set(true));
  }

  private void giveUp() {
    killed.set(true);
  }

  private void succeed() {
    outcome = Outcome.SUCCEEDED;
  }

  private void fail() {
    outcome = Outcome.FAILED;
  }
}
