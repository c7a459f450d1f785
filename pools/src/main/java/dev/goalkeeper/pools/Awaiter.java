package dev.goalkeeper.pools;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// Somebody waits for a task to reach its goal, or a condition.
///
/// @param done completed on the pool's thread when it has
/// @param condition looked at after each step of the task; one that throws ends the wait, not the
/// pool
record Awaiter<T>(T task, CompletableFuture<T> done, Predicate<T> condition) {
  boolean reached() {
    try {
      return done.isDone() || condition.test(task);
    } catch (RuntimeException | Error thrown) { // the condition is the reader's own
      return done.completeExceptionally(thrown);
    }
  }

  void finish() {
    done.complete(task);
  }

  void fail(String why) {
    done.completeExceptionally(new IllegalStateException(why));
  }
}
