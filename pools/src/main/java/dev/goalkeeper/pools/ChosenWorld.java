package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/// A world in which nothing happens by itself: it says what could be next, and whoever drives it
/// chooses. Checkers explore a set-up with it; all of it runs on the thread that made it.
///
/// A turn of a pool runs in small steps. Tasks that would only go to sleep do so at once, since
/// nobody can tell when they did; each firing waits to be chosen. Timers and time-outs may come in
/// any order: when one does, its time has passed for it and for the clock, and the others run as
/// long as before, as if they had been started later.
public final class ChosenWorld extends World {
  private final Director director;
  private final List<Pool> pools = new ArrayList<>();
  private final ChosenScrutiny scrutiny;
  private long now;

  /// Decides, and is told.
  public interface Director {
    /// A number from 0 on and below the bound, where code asks for chance.
    int draw(int bound);

    /// An operation was started that waits for this stage.
    void started(Op<?> op, long token, CompletionStage<?> stage);

    /// An operation has blocking work to be done. Whoever does it completes the operation.
    <V> void work(Op<V> op, long token, Callable<? extends V> blocking);

    /// Somebody has blocking work to be done, and nobody knows what waits for it.
    void work(Runnable blocking);

    /// A rule fires; its action comes next.
    void firing(Task<?> task, Row<?> row);

    /// A rule, a clause, an event or a library's reader threw.
    ///
    /// @param who a task's name, or what else it was
    void threw(String who, Throwable thrown);
  }

  /// Something that runs out: a timer, or the time of an operation. Stands for this moment only.
  ///
  /// @param task whose it is
  /// @param words what happens
  /// @param source the timer, or the operation that is timed out
  public record Ring(Task<?> task, String words, Object source, int pool, int place) {}

  /// @param director decides, and is told
  public ChosenWorld(Director director) {
    this.director = director;
    this.scrutiny = new ChosenScrutiny(director);
  }

  /// The pools that were made in this world, in that order.
  public List<Pool> pools() {
    return List.copyOf(pools);
  }

  /// Lets everything happen about which there is no choice, and returns the tasks that are about to
  /// fire. If there are none, no pool has anything to do.
  ///
  /// @throws IllegalStateException if a task breaks what its table promises
  public List<Task<?>> settle() {
    scrutiny.hold();
    int work;
    do {
      scrutiny.begin();
      work = 0;
      for (Pool pool : pools) {
        work += pool.runOnce(now);
      }
    } while (work > 0);
    return scrutiny.candidates();
  }

  /// Lets one of those tasks fire that [#settle] returned.
  public void fire(Task<?> task) {
    scrutiny.release(task);
    scrutiny.begin();
    task.pool().runOnce(now);
    scrutiny.hold();
  }

  /// The timers and operations that may run out next.
  public List<Ring> rings() {
    var rings = new ArrayList<Ring>();
    for (int pool = 0; pool < pools.size(); pool++) {
      List<Timed> running = pools.get(pool).timers().running();
      for (int place = 0; place < running.size(); place++) {
        Timed timed = running.get(place);
        String words = timed instanceof Op<?> op ? op.name() + " times out" : timed.what();
        rings.add(new Ring(timed.owner(), words, timed, pool, place));
      }
    }
    return rings;
  }

  /// Lets one of them run out.
  public void ring(Ring ring) {
    Pool pool = pools.get(ring.pool());
    Timed timed = pool.timers().running().get(ring.place());
    long passes = Math.max(0, timed.deadlineNanos() - now);
    pool.timers().remove(timed);
    pass(passes);
    pool.look(timed::expired);
    pool.causality().end();
  }

  /// Lets time pass: the clock goes on, and nothing runs out.
  public void pass(long nanos) {
    now += nanos;
    for (Pool pool : pools) {
      for (Timed timed : pool.timers().running()) {
        timed.deadlineNanos(timed.deadlineNanos() + nanos);
      }
    }
  }

  /// Looks at every sleeping task for wake-ups that were missed.
  ///
  /// @throws IllegalStateException if a task sleeps through a change
  public void look() {
    scrutiny.look(true);
    settle();
    scrutiny.look(false);
  }

  /// Whether the task sleeps on a goal row.
  public static boolean atGoal(Task<?> task) {
    return task.record().atGoal();
  }

  /// The row of the task's last look, and what kind it is; nothing before the first.
  public static Optional<Row<?>> row(Task<?> task) {
    return Optional.ofNullable(task.record().leaf()).map(Decision.Leaf::row);
  }

  /// The tasks on which its goal rests.
  public static List<? extends Task<?>> restsOn(Task<?> task) {
    return task.restsOn();
  }

  /// The tasks that a sleeping task waits for: those that statements of its row are about.
  public static List<Task<?>> waitsFor(Task<?> task) {
    return task.peers(task.record().parkedOn());
  }

  /// All about a permit but its place in a queue, as one number.
  public static long standing(Permit permit) {
    return permit.standing();
  }

  /// What orders the permits that wait in the queues of a budget; nothing if it does not wait.
  public static Optional<Long> ticket(Permit permit) {
    return permit.waiting() ? Optional.of(permit.ticket()) : Optional.empty();
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public RandomGenerator random(String purpose) {
    return new ChosenChance(director);
  }

  @Override
  public void offload(Runnable blocking) {
    director.work(blocking);
  }

  @Override
  void started(Op<?> op, long token, CompletionStage<?> stage) {
    director.started(op, token, stage);
  }

  @Override
  <V> void work(Op<V> op, long token, Callable<? extends V> blocking) {
    director.work(op, token, blocking);
  }

  @Override
  Driver driver(Pool pool) {
    pools.add(pool);
    return () -> {};
  }

  @Override
  Scrutiny scrutiny() {
    return scrutiny;
  }
}
