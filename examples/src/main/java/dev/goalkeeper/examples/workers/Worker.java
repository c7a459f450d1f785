package dev.goalkeeper.examples.workers;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import java.time.Duration;

/// Keeps one process alive while it is wanted.
///
/// Its start has no time-out on purpose. With one, and a row that gives a slow start up, the check
/// of this example says `worker 2 has 2 processes`: a start that was given up may yet come to life.
final class Worker extends Task<Worker> {
  static final Clauses<Worker> C = Clauses.of(Worker.class);
  static final CellClause<Worker> WANTED = C.cell("wanted");
  static final OpClause<Worker> SPAWN = C.op("spawn").endless();
  static final OpClause<Worker> KILL = C.op("kill").timeout(Duration.ofMillis(500));
  static final OpClause<Worker> LIFE = C.op("life").endless();
  static final TimerClause<Worker> REST = C.timer("rest");

  static final Rules<Worker> RULES = C.rules()
      .given(LIFE.is(IDLE), SPAWN.is(IDLE))
        .goal ("G0",                  WANTED.not())
        .waits("W1",                  WANTED, REST.running())
        .rule ("R1", Worker::spawn,   WANTED, REST.running().not())
      .given(LIFE.is(IDLE))
        .waits("W2",                  SPAWN.is(RUNNING))
        .rule ("R2", Worker::watch,   SPAWN.is(OK))
        .rule ("R3", Worker::backOff, SPAWN.is(FAILED))
      .given(LIFE.is(RUNNING))
        .goal ("G1",                  WANTED)
        .waits("W3",                  WANTED.not(), KILL.is(IDLE), REST.running())
        .rule ("R4", Worker::kill,    WANTED.not(), KILL.is(IDLE), REST.running().not())
        .waits("W4",                  WANTED.not(), KILL.is(RUNNING, OK))
        .rule ("R5", Worker::again,   WANTED.not(), KILL.is(FAILED, TIMED_OUT))
      .given()
        .rule ("R6", Worker::backOff, LIFE.is(OK, FAILED))
      .build();

  static final Words WORDS = Words.of(Worker.class, """
      R1 wanted and not there: start a process
      R2 started: watch it until it ends
      R3 cannot be started: rest, longer each time
      R4 not wanted: kill it
      R5 could not be killed: rest, then again
      R6 ended: rest, then see whether it is wanted""");

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(20), Duration.ofSeconds(2), Duration.ofSeconds(5));

  private final Cell<Boolean> wanted = cell(WANTED, false);
  private final Op<Launcher.Life> spawn = op(SPAWN);
  private final Op<Boolean> kill = op(KILL);
  private final Op<Integer> life = op(LIFE);
  private final Timer rest = timer(REST);
  private final String name;
  private final Launcher launcher;

  Worker(String name, Launcher launcher) {
    this.name = name;
    this.launcher = launcher;
  }

  @Override
  protected Rules<Worker> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return name;
  }

  /// Whether it is to run; for events to set.
  Cell<Boolean> wanted() {
    return wanted;
  }

  private void spawn() {
    spawn.start(launcher.start(name));
  }

  private void watch() {
    life.start(spawn.value().end());
  }

  private void kill() {
    kill.start(spawn.value().kill());
  }

  private void again() {
    kill.reset();
    rest.backoff(BACKOFF);
  }

  private void backOff() {
    spawn.reset();
    life.reset();
    kill.reset();
    rest.backoff(BACKOFF);
  }
}
