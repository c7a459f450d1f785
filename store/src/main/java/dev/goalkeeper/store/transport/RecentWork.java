package dev.goalkeeper.store.transport;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/// How the loop waits: it polls, yielding between looks, while work is recent, then sleeps in the
/// system. Waking a halted core costs several times what one hop does, so that a request and its
/// answer should meet a thread that is still looking; an idle process costs nothing.
final class RecentWork implements SelectStrategy {
  /// How long it looks after the last work: about what waking a halted core costs.
  private static final long POLL_NANOS = 50_000;

  private long lastWorkNanos = System.nanoTime();

  @Override
  public int calculateStrategy(IntSupplier lookNow, boolean hasTasks) throws Exception {
    int ready = lookNow.get();
    if (ready > 0 || hasTasks) {
      lastWorkNanos = System.nanoTime();
      return ready;
    }
    if (System.nanoTime() - lastWorkNanos < POLL_NANOS) {
      Thread.yield();
      return CONTINUE;
    }
    return SELECT;
  }
}
