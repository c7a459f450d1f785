package dev.goalkeeper.store.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// Waits for what another thread does: for as long as it takes, up to a bound that only a failure
/// reaches. The one place where tests over real sockets wait.
final class Bounded {
  private static final long SECONDS_MAX = 20;

  private Bounded() {}

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      throw new AssertionError("waited for a completion", failed.getCause());
    }
  }

  /// For reads from raw sockets.
  static int socketMillis() {
    return (int) TimeUnit.SECONDS.toMillis(SECONDS_MAX);
  }
}
