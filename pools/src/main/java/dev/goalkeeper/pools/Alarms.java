package dev.goalkeeper.pools;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the alarms of a pool go: to the log, and to all who listen. From any thread.
final class Alarms {
  private static final System.Logger LOG = System.getLogger("dev.goalkeeper.pools");

  private final String pool;
  private final List<Consumer<Alarm>> listeners;

  Alarms(String pool, List<Consumer<Alarm>> listeners) {
    this.pool = pool;
    this.listeners = List.copyOf(listeners);
  }

  /// The name of the pool.
  String pool() {
    return pool;
  }

  /// About a task.
  void raise(Alarm.Kind kind, Task<?> task, String what) {
    raise(new Alarm(kind, pool, nameOf(task), what), null);
  }

  /// About the pool as a whole.
  void raise(Alarm.Kind kind, String what) {
    raise(new Alarm(kind, pool, "", what), null);
  }

  /// About what threw: a task's action or clause, or else an event.
  void failed(@Nullable Task<?> task, String what, Throwable thrown) {
    String who = task == null ? "" : nameOf(task);
    raise(new Alarm(Alarm.Kind.FAILED, pool, who, what), thrown);
  }

  /// What the task is called. Names are the users' code, may rest on what just broke, and are asked
  /// for on other threads here.
  static String nameOf(Task<?> task) {
    try {
      return task.called();
    } catch (RuntimeException | Error thrown) { // a name must not hide what it is about
      return task.getClass().getSimpleName() + " " + task.record().id();
    }
  }

  private void raise(Alarm alarm, @Nullable Throwable thrown) {
    LOG.log(alarm.kind() == Alarm.Kind.FAILED ? Level.ERROR : Level.WARNING,
        alarm.toString(), thrown);
    for (Consumer<Alarm> listener : listeners) {
      tell(listener, alarm);
    }
  }

  private void tell(Consumer<Alarm> listener, Alarm alarm) {
    try {
      listener.accept(alarm);
    } catch (RuntimeException | Error deaf) { // who listens must not stop what is listened to
      LOG.log(Level.ERROR, "the listener to alarms of pool " + pool + " threw", deaf);
    }
  }
}
