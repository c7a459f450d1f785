package dev.goalkeeper.pools;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What one task shows to other threads: its last snapshot, and whether somebody asked for a newer
/// one. The pool's thread publishes; any thread reads, and nobody waits.
final class View {
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile @Nullable Snapshot snapshot;

  /// The last snapshot; nothing before the task is in a pool.
  @Nullable Snapshot latest() {
    return snapshot;
  }

  /// True for the first who asks since the last publication.
  boolean ask() {
    return !asked.getAndSet(true);
  }

  void publish(Snapshot fresh) {
    asked.set(false);
    snapshot = fresh;
  }
}
