package dev.goalkeeper.pools;

/// One end of "this task looks at a statement about that task".
abstract sealed class Watch extends Source permits PeerWatch, Membership {
  Watch(Task<?> owner, int bit) {
    super(owner, bit);
  }

  /// The statement changed to this value.
  abstract void turned(boolean now);

  /// The task that the statement is about has left the pool.
  abstract void lost();
}
