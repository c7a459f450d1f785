package dev.goalkeeper.pools;

/// Whatever calls [Pool#runOnce]: a thread of its own, an event loop, a simulated world, a caller.
@FunctionalInterface
public interface Driver {
  /// There is work: see to it that the pool's thread calls `runOnce` soon. Called from any thread,
  /// once until the next turn begins; must not block and must not run the pool itself.
  void ring();
}
