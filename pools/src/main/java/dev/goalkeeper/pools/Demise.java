package dev.goalkeeper.pools;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a pool ends: somebody closes it, it breaks, or, if it is declared fail-stop, something
/// throws. Once it has ended no rule starts.
final class Demise {
  private final @Nullable Consumer<Throwable> failStop;
  private final Scrutiny scrutiny;
  private final Mailbox door;
  private final Alarms alarms;

  Demise(Scrutiny scrutiny, Alarms alarms, @Nullable Consumer<Throwable> failStop, Mailbox door) {
    this.scrutiny = scrutiny;
    this.alarms = alarms;
    this.failStop = failStop;
    this.door = door;
  }

  /// A task's rule, or an event, threw. True if the pool ends by it.
  boolean failed(@Nullable Task<?> task, Throwable thrown, long now) {
    if (scrutiny.threw(task, thrown)) {
      return false;
    }
    String who = task == null ? "an event" : task.record().place(Alarms.nameOf(task));
    String state = task == null ? "" : "\n" + Explainer.safely(task, now);
    String next = failStop != null ? "the pool stops"
        : task == null ? "the pool goes on" : "the task is tried again later";
    alarms.failed(task, who + " threw " + thrown + " on " + Thread.currentThread().getName()
        + "; " + next + state, thrown);
    if (failStop == null) {
      return false;
    }
    die(thrown);
    return true;
  }

  /// A whole turn threw: a defect of the library, of a driver, or of the machine.
  void broke(Throwable thrown) {
    alarms.failed(null, "a turn threw " + thrown + ": the pool is broken and stops", thrown);
    die(thrown);
  }

  /// What is still open comes to nothing, and those who wait hear of it.
  void settle(List<Task<?>> tasks) {
    for (Task<?> task : tasks) {
      task.record().failAwaiters("pool " + alarms.pool() + " is closed");
    }
    Letter letter = door.poll();
    while (letter != null) {
      letter.open();
      letter = door.poll();
    }
  }

  private void die(Throwable thrown) {
    if (door.isClosed()) {
      return;
    }
    door.close();
    if (failStop != null) {
      failStop.accept(thrown);
    }
  }
}
