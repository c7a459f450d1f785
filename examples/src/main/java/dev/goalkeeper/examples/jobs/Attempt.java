package dev.goalkeeper.examples.jobs;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import java.time.Duration;

/// One attempt at a task's work, in a container of some machine. The listed rules are 1 to 8; what
/// was missing has letters.
final class Attempt extends Task<Attempt> {
  static final Clauses<Attempt> C = Clauses.of(Attempt.class);
  static final CellClause<Attempt> KILLED = C.cell("killed");
  static final CellClause<Attempt> CHOSEN = C.cell("chosen");
  static final OpClause<Attempt> CONTAINER = C.op("container").timeout(Duration.ofMillis(50));
  static final OpClause<Attempt> WORK = C.op("work").endless();
  static final OpClause<Attempt> COMMIT = C.op("commit").timeout(Duration.ofMillis(50));
  static final OpClause<Attempt> CLEANUP = C.op("cleanup").timeout(Duration.ofMillis(50));
  static final TimerClause<Attempt> REST = C.timer("rest");

  /// To be cleaned up: what was begun is to leave nothing behind.
  static final Fact<Attempt> DROPPED = C.local("dropped", a -> a.dropped);
  /// Some commit got no answer. A refusal of the next says nothing about it.
  static final Fact<Attempt> DOUBTED = C.local("doubted", a -> a.doubted);
  static final Fact<Attempt> ENDED = C.local("ended", a -> a.outcome != Outcome.NONE);
  static final Fact<Attempt> WON = C.local("won", a -> a.outcome == Outcome.SUCCEEDED);
  static final Fact<Attempt> LOST = C.local("lost", a -> a.outcome == Outcome.FAILED);
  static final Fact<Attempt> READY = C.fact("ready", Attempt::ready, WORK);
  static final Fact<Attempt> SPARED =
      C.fact("spared", a -> a.outcome == Outcome.NONE && !a.isKilled(), KILLED);

  static final Rules<Attempt> RULES = C.rules()
      .given(ENDED)
        .goal ("G")
      .given(ENDED.not(), DROPPED)
        .rule ("A0", Attempt::cleanUp,  CLEANUP.is(IDLE), REST.running().not())
        .waits("W0",                    CLEANUP.is(IDLE), REST.running())
        .waits("W1",                    CLEANUP.is(RUNNING))
        .rule ("A2", Attempt::again,    CLEANUP.is(FAILED, TIMED_OUT))
        .rule ("A3", Attempt::fail,     CLEANUP.is(OK))
      .given(ENDED.not(), DROPPED.not(), COMMIT.is(IDLE), KILLED)
        .rule ("Ak", Attempt::drop)
      .given(ENDED.not(), DROPPED.not(), COMMIT.is(IDLE), KILLED.not())
        .rule ("A1", Attempt::request,  CONTAINER.is(IDLE))
        .waits("W2",                    CONTAINER.is(RUNNING))
        .rule ("Ac", Attempt::drop,     CONTAINER.is(FAILED, TIMED_OUT))
        .rule ("A4", Attempt::launch,   CONTAINER.is(OK), WORK.is(IDLE))
        .waits("W3",                    CONTAINER.is(OK), WORK.is(RUNNING))
        .rule ("A5", Attempt::drop,     CONTAINER.is(OK), WORK.is(FAILED))
        .waits("W4",                    CONTAINER.is(OK), WORK.is(OK), CHOSEN.not())
        .rule ("A6", Attempt::commit,   CONTAINER.is(OK), WORK.is(OK), CHOSEN)
      .given(ENDED.not(), DROPPED.not())
        .waits("W5",                    COMMIT.is(RUNNING))
        .rule ("A7", Attempt::drop,     COMMIT.is(FAILED), DOUBTED.not())
        .rule ("Ad", Attempt::askAgain, COMMIT.is(FAILED), DOUBTED)
        .rule ("At", Attempt::askAgain, COMMIT.is(TIMED_OUT))
        .rule ("A8", Attempt::succeed,  COMMIT.is(OK))
      .exports(WON, LOST, READY, SPARED)
      .build();

  static final Words WORDS = Words.of(Attempt.class, """
      A0 dropped: clean up, and give the container back
      A2 not cleaned up: rest, then again
      A3 cleaned up: it has failed
      Ak killed before it commits: drop it
      A1 new: request a container
      Ac no container, or nobody knows: drop it
      A4 container: launch
      A5 the work has failed: drop it
      A6 done and chosen: commit
      A7 the commit was refused: drop it
      Ad refused, but an earlier one had no answer: ask again
      At no answer to the commit: it may be done, ask again
      A8 committed: it has won""");

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Cell<Boolean> killed = cell(KILLED, false);
  private final Cell<Boolean> chosen = cell(CHOSEN, false);
  private final Op<String> container = op(CONTAINER);
  private final Op<String> work = op(WORK);
  private final Op<String> commit = op(COMMIT);
  private final Op<String> cleanup = op(CLEANUP);
  private final Timer rest = timer(REST);
  private final String task;
  private final int number;
  private final Grid grid;
  private boolean dropped;
  private boolean doubted;
  private Outcome outcome = Outcome.NONE;

  Attempt(String task, int number, Grid grid) {
    this.task = task;
    this.number = number;
    this.grid = grid;
  }

  @Override
  protected Rules<Attempt> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return task + "." + number;
  }

  Cell<Boolean> killed() {
    return killed;
  }

  Cell<Boolean> chosen() {
    return chosen;
  }

  Outcome outcome() {
    return outcome;
  }

  /// It has done its work, and nothing has come of it yet. While its task may still choose, nobody
  /// has killed it.
  boolean ready() {
    return work.status() == OK && outcome == Outcome.NONE;
  }

  private boolean isKilled() {
    return killed.get();
  }

  private void request() {
    container.start(grid.container(name()));
  }

  private void launch() {
    work.start(grid.launch(name()));
  }

  private void commit() {
    commit.start(grid.commit(task, name()));
  }

  private void askAgain() {
    doubted = true;
    commit.reset();
    commit();
  }

  private void drop() {
    dropped = true;
  }

  private void cleanUp() {
    cleanup.start(grid.cleanUp(name()));
  }

  private void again() {
    cleanup.reset();
    rest.start(PAUSE);
  }

  private void fail() {
    outcome = Outcome.FAILED;
  }

  private void succeed() {
    outcome = Outcome.SUCCEEDED;
  }
}
