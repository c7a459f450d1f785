package dev.goalkeeper.store.client;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.TableId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/// One operation on many keys: as many calls, of which a bounded number is with the slots at once.
/// What they ask of one server in one turn leaves in one system call, so that no message for many
/// keys is needed. Each key has an outcome of its own. For the pool's thread.
final class Batch<I, O> {
  /// Limits do not depend on the table.
  private static final TableId ANY_TABLE = new TableId(1);

  private final Pool pool;
  private final Slots slots;
  private final Many<I, O> kind;
  private final Plan<I> plan;
  private final Semaphore accepted;
  private final CompletableFuture<List<O>> stage = new CompletableFuture<>();
  private final List<O> outcomes;
  private int held;
  private int next;
  private int underWay;
  private int ended;
  private boolean pumping;

  /// What to do.
  ///
  /// @param window calls that may be under way at once; so many permits are taken for it
  record Plan<I>(String table, List<I> items, long deadlineNanos, int window) {}

  /// @param accepted gets back a permit for each call that the window has no use for any more
  Batch(Pool pool, Slots slots, Many<I, O> kind, Plan<I> plan, Semaphore accepted) {
    this.pool = pool;
    this.slots = slots;
    this.kind = kind;
    this.plan = plan;
    this.accepted = accepted;
    this.held = plan.window();
    O nothing = kind.outcome().apply(new Result.Unknown("the client was closed"));
    this.outcomes = new ArrayList<>(Collections.nCopies(plan.items().size(), nothing));
  }

  /// Completes with an outcome for each key, in the order of the keys.
  CompletableFuture<List<O>> stage() {
    return stage;
  }

  /// Begins as many calls as may be under way.
  void pump() {
    pumping = false;
    while (underWay < plan.window() && next < plan.items().size()) {
      begin(next++);
    }
    settle();
  }

  /// Begins no more: the client is closed.
  void abandon() {
    while (next < plan.items().size()) {
      end(next++, new Result.NotDone("the client was closed"));
    }
    settle();
  }

  private void begin(int number) {
    I item = plan.items().get(number);
    try {
      var _ = kind.request().of(ANY_TABLE, 0, Once.NONE, item);
    } catch (IllegalArgumentException invalid) {
      end(number, new Result.Answered(
          new Refused(Refusal.INVALID, String.valueOf(invalid.getMessage()))));
      return;
    }
    underWay++;
    var route = new Route.ToKey(plan.table(), KeyHash.of(kind.key().apply(item)));
    slots.take(new Call(route, (id, tenure, once) -> kind.request().of(id, tenure, once, item),
        kind.repeat(), plan.deadlineNanos(), result -> {
          underWay--;
          end(number, result);
          goOn();
        }));
  }

  private void end(int number, Result result) {
    outcomes.set(number, kind.outcome().apply(result));
    ended++;
  }

  /// Slots are at work: whatever has ended in this turn makes room for more in the next.
  private void goOn() {
    if (next == plan.items().size()) {
      settle();
    } else if (!pumping) {
      pumping = true;
      pool.event("next of many", this::pump);
    }
  }

  private void settle() {
    if (next == plan.items().size()) {
      accepted.release(held - underWay);
      held = underWay;
    }
    if (ended == plan.items().size()) {
      slots.ended(this);
      stage.complete(List.copyOf(outcomes));
    }
  }
}
