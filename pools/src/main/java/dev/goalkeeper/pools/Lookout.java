package dev.goalkeeper.pools;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Looks at all live pools of a process from a thread of its own, ten times a second. The thread
/// is there as long as there are pools that are not closed; pools that nobody holds any more do not
/// keep it.
final class Lookout {
  static final Duration INTERVAL = Duration.ofMillis(100);

  /// One thread serves all pools of a process.
  static final Lookout PROCESS = new Lookout();

  private final World clock = World.live();
  private final List<WeakReference<Pool>> pools = new ArrayList<>();
  private @Nullable Thread thread;

  /// Looks after a pool from now on.
  synchronized void watch(Pool pool) {
    pools.add(new WeakReference<>(pool));
    if (thread == null) {
      thread = Thread.ofPlatform().name("goalkeeper-lookout").daemon().start(this::run);
    }
  }

  /// True on a thread that runs a pool of these: it must not wait for another.
  synchronized boolean isOnThreadOfAPool() {
    for (WeakReference<Pool> each : pools) {
      Pool pool = each.get();
      if (pool != null && !pool.closed() && pool.isHere()) {
        return true;
      }
    }
    return false;
  }

  private void run() {
    long last = clock.nanos();
    while (onDuty()) {
      LockSupport.parkNanos(this, INTERVAL.toNanos());
      long now = clock.nanos();
      look(now, Duration.ofNanos(now - last).minus(INTERVAL));
      last = now;
    }
  }

  /// One look at every pool.
  ///
  /// @param late how much later than planned
  private void look(long now, Duration late) {
    for (Sentry sentry : sentries()) {
      sentry.stalled(late);
      sentry.look(now);
    }
  }

  private synchronized List<Sentry> sentries() {
    List<Sentry> sentries = new ArrayList<>();
    for (WeakReference<Pool> each : pools) {
      Pool pool = each.get();
      if (pool != null) {
        sentries.add(pool.guard().sentry());
      }
    }
    return sentries;
  }

  /// Drops the pools that are gone; false, and no thread any more, if none is left.
  private synchronized boolean onDuty() {
    pools.removeIf(each -> {
      Pool pool = each.get();
      return pool == null || pool.closed();
    });
    if (pools.isEmpty()) {
      thread = null;
    }
    return !pools.isEmpty();
  }
}
