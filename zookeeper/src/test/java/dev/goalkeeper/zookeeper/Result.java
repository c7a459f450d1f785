package dev.goalkeeper.zookeeper;

import dev.goalkeeper.pools.Completion;
import java.util.concurrent.CompletableFuture;

/// The result of one call.
final class Result<T> implements Completion<T> {
  private final CompletableFuture<T> future = new CompletableFuture<>();

  CompletableFuture<T> future() {
    return future;
  }

  @Override
  public void complete(long token, T value) {
    future.complete(value);
  }

  @Override
  public void fail(long token, Throwable cause) {
    future.completeExceptionally(cause);
  }
}
