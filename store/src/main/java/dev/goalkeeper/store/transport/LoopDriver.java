package dev.goalkeeper.store.transport;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SeatedDriver;

/// Drives a pool on a transport's loop: a turn runs after the messages that were there to read have
/// been delivered and before what they caused is flushed, so that a message, the rules that react
/// to it and what they send share one turn of the loop. The pool belongs to the loop's thread,
/// whichever that is at the time.
public final class LoopDriver implements SeatedDriver {
  private final Pool pool;
  private final Loop loop;
  private final Runnable turn = this::turn;
  private long armedForNanos = Long.MAX_VALUE;

  /// For [dev.goalkeeper.pools.PoolBuilder#drivenBy].
  public LoopDriver(Pool pool, Loop loop) {
    this.pool = pool;
    this.loop = loop;
  }

  @Override
  public boolean isHere() {
    return loop.inLoop();
  }

  @Override
  public void ring() {
    loop.execute(turn);
  }

  private void turn() {
    pool.runOnce(pool.world().nanos());
    arm();
  }

  /// A timer of the loop for the pool's next one, unless an earlier one is set: that one will look
  /// again. Most deadlines are stopped before they come, and a timer for each would cost more.
  private void arm() {
    long next = pool.nextDeadlineNanos();
    if (next < armedForNanos && !pool.closed()) {
      armedForNanos = next;
      loop.schedule(() -> due(next), Math.max(0, next - pool.world().nanos()));
    }
  }

  private void due(long deadline) {
    if (deadline == armedForNanos) {
      armedForNanos = Long.MAX_VALUE;
    }
    turn();
  }
}
