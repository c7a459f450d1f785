package dev.goalkeeper.pools;

import org.jspecify.annotations.Nullable;

/// The one thread that a pool belongs to. A pool with a thread of its own, or in a simulated world,
/// belongs to somebody from birth; any other to the thread that first runs it. Until then nobody
/// may touch it: what is brought waits in the mailbox, whichever thread brings it.
///
/// Not volatile on purpose: a thread that reads a stale value reads that the pool is not its own,
/// which is true.
final class Home {
  private final String pool;
  private @Nullable Thread thread;

  Home(String pool, Driver driver, World world) {
    this.pool = pool;
    if (driver instanceof PoolThread own) {
      thread = own.thread();
    } else if (world.scrutiny().strict()) {
      thread = Thread.currentThread();
    }
  }

  /// Makes the current thread the owner if there is none.
  void bind() {
    if (thread == null) {
      thread = Thread.currentThread();
    }
  }

  /// The thread; nothing until somebody has run the pool.
  @Nullable Thread thread() {
    return thread;
  }

  boolean isHere() {
    return thread == Thread.currentThread();
  }

  void check() {
    if (!isHere()) {
      Thread owner = thread;
      throw new IllegalStateException(
          Thread.currentThread().getName() + " touches pool " + pool + ", which belongs to "
              + (owner == null ? "whoever runs it first" : owner.getName())
              + "; bring an event() or ask by query()");
    }
  }
}
