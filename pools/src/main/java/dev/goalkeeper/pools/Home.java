package dev.goalkeeper.pools;

import org.jspecify.annotations.Nullable;

/// The one thread that a pool belongs to. A pool with a thread of its own, or in a simulated world,
/// belongs to somebody from birth; one with a [SeatedDriver] to whoever has the seat; any other to
/// the thread that first runs it. Until then nobody may touch it: what is brought waits in the
/// mailbox, whichever thread brings it.
///
/// The thread is not volatile on purpose: a thread that reads a stale value reads that the pool is
/// not its own, which is true.
final class Home {
  private final String pool;
  private final @Nullable SeatedDriver seat;
  private @Nullable Thread thread;

  Home(String pool, Driver driver, World world) {
    this.pool = pool;
    this.seat = driver instanceof SeatedDriver seated ? seated : null;
    if (driver instanceof PoolThread own) {
      thread = own.thread();
    } else if (world.scrutiny().strict()) {
      thread = Thread.currentThread();
    }
  }

  /// Makes the current thread the owner if there is none, or notes who has the seat.
  void bind() {
    if (seat == null ? thread == null : seat.isHere()) {
      thread = Thread.currentThread();
    }
  }

  /// The thread, with a seat the last that ran the pool; nothing until somebody has.
  @Nullable Thread thread() {
    return thread;
  }

  boolean isHere() {
    return seat == null ? thread == Thread.currentThread() : seat.isHere();
  }

  void check() {
    if (!isHere()) {
      throw new IllegalStateException(
          Thread.currentThread().getName() + " touches pool " + pool + ", which belongs to "
              + owner() + "; bring an event() or ask by query()");
    }
  }

  private String owner() {
    Thread owner = thread;
    if (seat != null) {
      return "whoever drives it at the time";
    }
    return owner == null ? "whoever runs it first" : owner.getName();
  }
}
