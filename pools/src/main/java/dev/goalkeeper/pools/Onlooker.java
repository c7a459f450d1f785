package dev.goalkeeper.pools;

import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells the witness of a pool, if it has one; without one nothing is done, and nothing allocated.
/// A witness that throws stops nothing but itself.
final class Onlooker {
  private static final System.Logger LOG = System.getLogger("dev.goalkeeper.pools");

  private final Pool pool;
  private @Nullable Witness witness;

  Onlooker(Pool pool, @Nullable Witness witness) {
    this.pool = pool;
    this.witness = witness;
  }

  void turnBegins() {
    if (witness != null) {
      tell(each -> each.turnBegins(pool));
    }
  }

  void turnEnds(int work) {
    if (witness != null) {
      tell(each -> each.turnEnds(pool, work));
    }
  }

  void added(Task<?> task) {
    if (witness != null) {
      tell(each -> each.added(pool, task));
    }
  }

  void retired(Task<?> task) {
    if (witness != null) {
      tell(each -> each.retired(pool, task));
    }
  }

  void fires(Task<?> task, int path, long cause) {
    if (witness != null) {
      tell(each -> each.fires(pool, task, task.rules().leaf(path).row(),
          () -> Explainer.cause(pool.causality().trace(), cause)));
    }
  }

  void started(Op<?> op) {
    if (witness != null) {
      tell(each -> each.started(pool, op.owner(), op.name()));
    }
  }

  void ended(Op<?> op) {
    if (witness != null) {
      tell(each -> each.ended(pool, op.owner(), op.name(), op.status()));
    }
  }

  private void tell(Consumer<Witness> what) {
    Witness told = witness;
    if (told == null) {
      return;
    }
    try {
      what.accept(told);
    } catch (RuntimeException | Error thrown) { // who looks on must not stop what is looked at
      witness = null;
      LOG.log(Level.ERROR, "the witness of pool " + pool.name() + " threw and is told no more",
          thrown);
    }
  }
}
