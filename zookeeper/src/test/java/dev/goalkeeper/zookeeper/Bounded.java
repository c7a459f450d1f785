package dev.goalkeeper.zookeeper;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Waits for what other threads and ZooKeeper do: for as long as it takes, up to a bound that only
/// a failure reaches.
final class Bounded {
  private static final long SECONDS_MAX = 30;

  private Bounded() {}

  static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
  }
}
