package dev.goalkeeper.pools;

/// A driver whose thread may change: one thread after the other has the right to run the pool, and
/// each sees what the one before it did. A pool that is driven so belongs to whoever has that right
/// at the time, from its first turn to its last, and refuses all others as any pool does.
public interface SeatedDriver extends Driver {
  /// True on the thread that has the right to run the pool now. Never true on two threads at once;
  /// between two that have it there is a happens-before edge, a lock's for instance.
  boolean isHere();
}
