package dev.goalkeeper.store.transport;

import java.util.concurrent.CompletableFuture;

/// How a caller waits for what a loop will complete.
public interface Waiting {
  /// The result, once it is there. A thread that is interrupted meanwhile stays so, and waits.
  ///
  /// Not for the loop's own thread: it would wait for itself.
  ///
  /// @throws java.util.concurrent.CompletionException with the cause if it failed
  <O> O join(CompletableFuture<O> end);
}
