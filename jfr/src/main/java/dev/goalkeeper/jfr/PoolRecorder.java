package dev.goalkeeper.jfr;

import dev.goalkeeper.pools.Alarm;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Row;
import dev.goalkeeper.pools.Status;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Witness;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes what a pool does into the flight recordings of its process:
/// `Pool.named("workers").witness(new PoolRecorder()).build()`.
///
/// | event | when | what it holds |
/// |---|---|---|
/// | `goalkeeper.Firing` | a rule fires; off unless enabled | task, table, row, cause |
/// | `goalkeeper.Turn` | a turn took longer than its threshold, 20 ms | how much there was to do |
/// | `goalkeeper.Alarm` | the pool noticed something about itself | kind, task, what |
/// | `goalkeeper.OperationStarted` | a task started an operation | task, operation |
/// | `goalkeeper.OperationEnded` | it ended | task, operation, status |
/// | `goalkeeper.TaskAdded`, `goalkeeper.TaskRetired` | a task joined, or was taken out | task |
///
/// Each also has the pool's name. One recorder belongs to one pool. Where nobody records, a firing
/// or an operation costs a look at a flag, and nothing is put into words.
public final class PoolRecorder implements Witness {
  private static final FiringEvent FIRING = new FiringEvent("", "", "", "", "");
  private static final OperationStartedEvent STARTED = new OperationStartedEvent("", "", "");
  private static final OperationEndedEvent ENDED = new OperationEndedEvent("", "", "", "");

  private @Nullable TurnEvent turn;

  /// A recorder of one pool.
  public PoolRecorder() {}

  @Override
  public void turnBegins(Pool pool) {
    var event = new TurnEvent(pool.name());
    if (event.isEnabled()) {
      event.begin();
      turn = event;
    }
  }

  @Override
  public void turnEnds(Pool pool, int work) {
    TurnEvent event = turn;
    turn = null;
    if (event != null) {
      event.end();
      event.work = work;
      event.commit();
    }
  }

  @Override
  public void added(Pool pool, Task<?> task) {
    new TaskAddedEvent(pool.name(), task.name(), task.getClass().getSimpleName()).commit();
  }

  @Override
  public void retired(Pool pool, Task<?> task) {
    new TaskRetiredEvent(pool.name(), task.toString()).commit();
  }

  @Override
  public void fires(Pool pool, Task<?> task, Row<?> row, Supplier<String> cause) {
    if (FIRING.isEnabled()) {
      new FiringEvent(pool.name(), task.name(), task.getClass().getSimpleName(), row.name(),
          cause.get()).commit();
    }
  }

  @Override
  public void started(Pool pool, Task<?> task, String operation) {
    if (STARTED.isEnabled()) {
      new OperationStartedEvent(pool.name(), task.name(), operation).commit();
    }
  }

  @Override
  public void ended(Pool pool, Task<?> task, String operation, Status how) {
    if (ENDED.isEnabled()) {
      new OperationEndedEvent(pool.name(), task.name(), operation, how.name()).commit();
    }
  }

  @Override
  public void alarmed(Alarm alarm) {
    new AlarmEvent(alarm.pool(), alarm.kind().name(), alarm.task(), alarm.what()).commit();
  }
}
