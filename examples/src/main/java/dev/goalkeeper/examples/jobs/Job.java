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
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import java.time.Duration;
import java.util.List;

/// A job: set up, its tasks, commit; or, once killed, abort. The listed rules are 1 to 7; what was
/// missing has letters.
final class Job extends Task<Job> {
  static final Clauses<Job> C = Clauses.of(Job.class);
  static final CellClause<Job> KILLED = C.cell("killed");
  static final GroupInput<Job, TaskWork> TASKS = C.group("tasks");
  static final OpClause<Job> SETUP = C.op("setup").timeout(Duration.ofMillis(50));
  static final OpClause<Job> COMMIT = C.op("commit").timeout(Duration.ofMillis(50));
  static final OpClause<Job> ABORT = C.op("abort").timeout(Duration.ofMillis(50));
  static final TimerClause<Job> REST = C.timer("rest");
  static final Fact<Job> ENDED = C.local("ended", job -> job.outcome != Outcome.NONE);
  static final Fact<Job> CREATED = C.local("tasks created", job -> job.created);
  static final Fact<Job> ALIVE = C.any("tasks alive", TASKS, () -> TaskWork.ENDED.not());
  static final Fact<Job> SPARED = C.any("tasks spared", TASKS, () -> TaskWork.SPARED_TASK);
  static final Fact<Job> FAILURE = C.any("a task failed", TASKS, () -> TaskWork.FAILED);

  static final Rules<Job> RULES = C.implies(SPARED, ALIVE).rules()
      .given(ENDED)
        .goal ("G")
      .given(ENDED.not(), COMMIT.is(IDLE), KILLED)
        .rule ("J1",  Job::killTasks,   SPARED)
        .waits("W1",                    SPARED.not(), ALIVE)
      .given(ENDED.not(), COMMIT.is(IDLE), KILLED, SPARED.not(), ALIVE.not())
        .rule ("J0",  Job::fail,        SETUP.is(IDLE))
        .waits("W2",                    SETUP.is(RUNNING))
      .given(ENDED.not(), COMMIT.is(IDLE), KILLED, SPARED.not(), ALIVE.not(),
             SETUP.is(OK, FAILED, TIMED_OUT))
        .rule ("J2",  Job::abort,       ABORT.is(IDLE), REST.running().not())
        .waits("W3",                    ABORT.is(IDLE), REST.running())
        .waits("W4",                    ABORT.is(RUNNING))
        .rule ("J2a", Job::abortAgain,  ABORT.is(FAILED, TIMED_OUT))
        .rule ("J3",  Job::fail,        ABORT.is(OK))
      .given(ENDED.not(), COMMIT.is(IDLE), KILLED.not())
        .rule ("J4",  Job::setUp,       SETUP.is(IDLE))
        .waits("W5",                    SETUP.is(RUNNING))
        .rule ("J4f", Job::giveUp,      SETUP.is(FAILED, TIMED_OUT))
        .rule ("J5",  Job::createTasks, SETUP.is(OK), CREATED.not())
        .rule ("J6f", Job::giveUp,      SETUP.is(OK), CREATED, FAILURE)
        .waits("W6",                    SETUP.is(OK), CREATED, FAILURE.not(), ALIVE)
        .rule ("J6",  Job::commit,      SETUP.is(OK), CREATED, FAILURE.not(), ALIVE.not())
      .given(ENDED.not())
        .waits("W7",                    COMMIT.is(RUNNING))
        .rule ("J7a", Job::askAgain,    COMMIT.is(FAILED, TIMED_OUT))
        .rule ("J7",  Job::succeed,     COMMIT.is(OK))
      .build();

  static final Words WORDS = Words.of(Job.class, """
      J1 killed and tasks alive: kill the tasks
      J0 killed before anything was set up: it has failed
      J2 killed, all tasks ended: abort
      J2a not aborted: rest, then again
      J3 aborted: it has failed
      J4 new: set up
      J4f cannot be set up: give it up
      J5 set up: create the tasks
      J6f a task has failed: give the job up
      J6 all tasks have succeeded: commit
      J7a no commit, or nobody knows: ask again
      J7 committed: it has succeeded""");

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Cell<Boolean> killed = cell(KILLED, false);
  private final Group<TaskWork> tasks = group(TASKS);
  private final Op<String> setup = op(SETUP);
  private final Op<String> commit = op(COMMIT);
  private final Op<String> abort = op(ABORT);
  private final Timer rest = timer(REST);
  private final String name;
  private final int size;
  private final Grid grid;
  private boolean created;
  private Outcome outcome = Outcome.NONE;

  /// @param size how many tasks it has
  Job(String name, int size, Grid grid) {
    this.name = name;
    this.size = size;
    this.grid = grid;
  }

  @Override
  protected Rules<Job> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return name;
  }

  /// Whether it is to end; for events to set. Once it commits it is too late.
  Cell<Boolean> killed() {
    return killed;
  }

  Outcome outcome() {
    return outcome;
  }

  List<TaskWork> tasks() {
    return tasks.members();
  }

  private void setUp() {
    setup.start(grid.setUp(name));
  }

  private void createTasks() {
    for (int i = 1; i <= size; i++) {
      tasks.add(new TaskWork(name + "." + i, grid));
    }
    created = true;
  }

  private void killTasks() {
    tasks.members().forEach(task -> task.killed().set(true));
  }

  private void giveUp() {
    killed.set(true);
  }

  private void commit() {
    commit.start(grid.commit(name, name));
  }

  private void askAgain() {
    commit.reset();
    commit();
  }

  private void abort() {
    abort.start(grid.abort(name));
  }

  private void abortAgain() {
    abort.reset();
    rest.start(PAUSE);
  }

  private void succeed() {
    outcome = Outcome.SUCCEEDED;
  }

  private void fail() {
    outcome = Outcome.FAILED;
  }
}
