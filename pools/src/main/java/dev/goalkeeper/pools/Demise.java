package dev.goalkeeper.pools;

import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a pool ends: somebody closes it, it breaks, or, if it is declared fail-stop, something
/// throws. Once it has ended no rule starts.
final class Demise {
  private static final System.Logger LOG = System.getLogger("dev.goalkeeper.pools");

  private final String pool;
  private final @Nullable Consumer<Throwable> failStop;
  private final Scrutiny scrutiny;
  private final Mailbox door;

  Demise(PoolBuilder plan, Mailbox door) {
    this.pool = plan.name();
    this.failStop = plan.failStop();
    this.scrutiny = plan.world().scrutiny();
    this.door = door;
  }

  /// A task's rule, or an event, threw. True if the pool ends by it.
  boolean failed(@Nullable Task<?> task, Throwable thrown, long now) {
    if (scrutiny.threw(task, thrown)) {
      return false;
    }
    String who = task == null ? "an event" : task.called();
    String state = task == null ? "" : "\n" + Explainer.safely(task, now);
    String next = failStop != null ? "the pool stops"
        : task == null ? "the pool goes on" : "the task is tried again later";
    LOG.log(Level.ERROR, "pool " + pool + ": " + who + " threw; " + next + state, thrown);
    if (failStop == null) {
      return false;
    }
    die(thrown);
    return true;
  }

  /// A whole turn threw: a defect of the library, of a driver, or of the machine.
  void broke(Throwable thrown) {
    LOG.log(Level.ERROR, "pool " + pool + " is broken and stops", thrown);
    die(thrown);
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
