package dev.goalkeeper.pools;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// Somebody waits for a task to reach its goal, or a condition.
///
/// @param done completed on the pool's thread when it has
/// @param reached looked at after each step of the task
record Awaiter<T>(T task, CompletableFuture<T> done, BooleanSupplier reached) {
  boolean settle() {
    return done.isDone() || (reached.getAsBoolean() && done.complete(task));
  }
}
