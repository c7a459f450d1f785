package dev.goalkeeper.pools;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A wrong [View]: it forgets who asked only after it has published. Who takes the new snapshot and
/// asks for a newer one in between has asked in vain.
final class LateView {
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile @Nullable Snapshot snapshot;

  @Nullable Snapshot latest() {
    return snapshot;
  }

  boolean ask() {
    return !asked.getAndSet(true);
  }

  void publish(Snapshot fresh) {
    snapshot = fresh;
    asked.set(false);
  }
}
