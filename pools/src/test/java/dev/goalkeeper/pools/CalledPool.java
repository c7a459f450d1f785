package dev.goalkeeper.pools;

import java.util.concurrent.atomic.AtomicBoolean;

/// A pool whose driver is a flag. Whoever plays its thread takes a turn when called and never
/// otherwise, like a thread that sleeps on nothing but its permit: what is brought without a call
/// lies there for good. The turn that finds the pool closed is its last, as it is a pool thread's.
/// Its world is simulated: the watchdogs' thread does not play along.
final class CalledPool implements Driver {
  private final AtomicBoolean called = new AtomicBoolean();
  final Pool pool;
  private boolean over;

  CalledPool() {
    this(PoolBuilder.INBOX_DEFAULT);
  }

  /// @param room how much may wait in its inbox
  CalledPool(int room) {
    pool = Pool.named("called").world(World.simulated(1)).inbox(room).drivenBy(made -> this)
        .build();
  }

  @Override
  public void ring() {
    called.set(true);
  }

  void turnIfCalled() {
    if (!over && called.getAndSet(false)) {
      over = pool.closed();
      pool.runOnce(0);
    }
  }

  /// Takes turns until nobody calls any more.
  void turnWhileCalled() {
    while (!over && called.get()) {
      turnIfCalled();
    }
  }
}
