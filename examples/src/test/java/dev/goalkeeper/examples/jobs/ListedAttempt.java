package dev.goalkeeper.examples.jobs;

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
import dev.goalkeeper.pools.RulesBuilder;
import dev.goalkeeper.pools.Task;

/// The eight rules of an attempt as they were listed.
final class ListedAttempt extends Task<ListedAttempt> {
  static final Clauses<ListedAttempt> C = Clauses.of(ListedAttempt.class);
  static final OpClause<ListedAttempt> CONTAINER = C.op("container");
  static final OpClause<ListedAttempt> WORK = C.op("work");
  static final OpClause<ListedAttempt> COMMIT = C.op("commit");
  static final OpClause<ListedAttempt> CLEANUP = C.op("cleanup");
  static final Fact<ListedAttempt> ENDED = C.local("ended", a -> a.outcome != Outcome.NONE);
  static final Fact<ListedAttempt> WON = C.local("won", a -> a.outcome == Outcome.SUCCEEDED);

  static final Rules<ListedAttempt> RULES = C
      .implies(WORK.is(IDLE).not(), CONTAINER.is(OK))
      .implies(COMMIT.is(IDLE).not(), WORK.is(OK)).rules()
      .given(ENDED)
        .goal ("G")
      .given(ENDED.not(), CLEANUP.is(IDLE))
        .rule ("1", ListedAttempt::request, CONTAINER.is(IDLE))
        .waits("else1",                     CONTAINER.is(RUNNING, FAILED, TIMED_OUT))
        .rule ("4", ListedAttempt::launch,  CONTAINER.is(OK), WORK.is(IDLE))
        .waits("else2",                     CONTAINER.is(OK), WORK.is(RUNNING))
        .rule ("5", ListedAttempt::fail,    CONTAINER.is(OK), WORK.is(FAILED, TIMED_OUT))
      .given(ENDED.not(), CLEANUP.is(IDLE), CONTAINER.is(OK), WORK.is(OK))
        .rule ("6", ListedAttempt::commit,  COMMIT.is(IDLE))
        .waits("else3",                     COMMIT.is(RUNNING))
        .rule ("7", ListedAttempt::fail,    COMMIT.is(FAILED, TIMED_OUT))
        .rule ("8", ListedAttempt::succeed, COMMIT.is(OK))
      .given(ENDED.not())
        .waits("else4",                     CLEANUP.is(RUNNING))
        .rule ("2", ListedAttempt::again,   CLEANUP.is(FAILED, TIMED_OUT))
        .rule ("3", ListedAttempt::fail,    CLEANUP.is(OK))
      .exports(WON)
      .build();

  private final Op<String> container = op(CONTAINER);
  private final Op<String> work = op(WORK);
  private final Op<String> commit = op(COMMIT);
  private final Op<String> cleanup = op(CLEANUP);
  private final String name;
  private final Grid grid;
  private Outcome outcome = Outcome.NONE;

  ListedAttempt(String name, Grid grid) {
    this.name = name;
    this.grid = grid;
  }

  /// The rows in the order of the list, and nothing else.
  static RulesBuilder<ListedAttempt> asListed() {
    return C.rules()
        .given(ENDED)
        .goal("G")
        .given(ENDED.not())
        .rule("1", ListedAttempt::request, CONTAINER.is(IDLE))
        .rule("2", ListedAttempt::again, CLEANUP.is(FAILED))
        .rule("3", ListedAttempt::fail, CLEANUP.is(OK))
        .rule("4", ListedAttempt::launch, CONTAINER.is(OK), WORK.is(IDLE))
        .rule("5", ListedAttempt::fail, WORK.is(FAILED))
        .rule("6", ListedAttempt::commit, WORK.is(OK), COMMIT.is(IDLE))
        .rule("7", ListedAttempt::fail, COMMIT.is(FAILED))
        .rule("8", ListedAttempt::succeed, COMMIT.is(OK));
  }

  @Override
  protected Rules<ListedAttempt> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return name;
  }

  private void request() {
    container.start(grid.container(name));
  }

  private void launch() {
    work.start(grid.launch(name));
  }

  private void commit() {
    commit.start(grid.commit("task", name));
  }

  private void again() {
    cleanup.reset();
  }

  private void fail() {
    outcome = Outcome.FAILED;
  }

  private void succeed() {
    outcome = Outcome.SUCCEEDED;
  }
}
