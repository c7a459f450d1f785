package dev.goalkeeper.pools;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Keeps one process alive, with backoff: the README's task, over a launcher that the test plays.
final class Worker extends Task<Worker> {
  static final Clauses<Worker> C = Clauses.of(Worker.class);
  static final CellClause<Worker> WANTED = C.cell("wanted");
  static final OpClause<Worker> SPAWN = C.op("spawn");
  static final OpClause<Worker> KILL = C.op("kill");
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
        .rule ("R3", Worker::backOff, SPAWN.is(FAILED, TIMED_OUT))
      .given(LIFE.is(RUNNING))
        .goal ("G1",                  WANTED)
        .rule ("R4", Worker::kill,    WANTED.not(), KILL.is(IDLE))
        .waits("W3",                  WANTED.not(), KILL.is(RUNNING, OK))
        .rule ("R5", Worker::again,   WANTED.not(), KILL.is(FAILED, TIMED_OUT))
      .given()
        .rule ("R6", Worker::backOff, LIFE.is(OK, FAILED))
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofSeconds(5));

  /// What starts and stops processes.
  interface Launcher {
    CompletionStage<String> spawn();

    CompletionStage<String> kill();
  }

  final Cell<Boolean> wanted = cell(WANTED, true);
  final Op<String> spawn = op(SPAWN);
  final Op<String> kill = op(KILL);
  final Op<String> life = op(LIFE);
  final Timer rest = timer(REST);
  CompletableFuture<String> exit = new CompletableFuture<>();
  private final Launcher launcher;

  Worker(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  protected Rules<Worker> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "worker";
  }

  private void spawn() {
    spawn.start(launcher.spawn());
  }

  private void watch() {
    exit = new CompletableFuture<>();
    life.start(exit);
  }

  private void kill() {
    kill.start(launcher.kill());
  }

  private void again() {
    kill.reset();
  }

  private void backOff() {
    spawn.reset();
    life.reset();
    kill.reset();
    rest.backoff(BACKOFF);
  }
}
