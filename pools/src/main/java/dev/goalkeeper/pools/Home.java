package dev.goalkeeper.pools;

import org.jspecify.annotations.Nullable;

/// The thread that a pool belongs to: the first one that drives it or adds to it.
///
/// Not volatile on purpose: a thread that reads a stale value reads that the pool is not its own,
/// which is true.
final class Home {
  private @Nullable Thread thread;

  void bind() {
    if (thread == null) {
      thread = Thread.currentThread();
    }
  }

  boolean isHere() {
    return thread == Thread.currentThread();
  }

  /// True on the pool's thread, or on any while the pool has none yet.
  boolean isHereOrNowhere() {
    return thread == null || isHere();
  }
}
