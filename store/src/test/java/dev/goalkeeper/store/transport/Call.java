package dev.goalkeeper.store.transport;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.wire.Message;
import java.util.concurrent.CompletableFuture;

/// One call's completion, for a test that waits for it. It fails if it is told twice, or told
/// another call's token.
public final class Call implements Completion<Message> {
  private static final long TOKEN = 0x5EED_0000_0000_0001L;

  private final CompletableFuture<Message> answer = new CompletableFuture<>();

  /// What the call must be made with.
  public long token() {
    return TOKEN;
  }

  /// The answer, or the failure.
  public CompletableFuture<Message> answer() {
    return answer;
  }

  /// Completes with the failure; never if there is an answer.
  public CompletableFuture<Throwable> failure() {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    var _ = answer.whenComplete((message, thrown) -> {
      if (thrown != null) {
        failure.complete(thrown);
      } else {
        failure.completeExceptionally(new AssertionError("answered with " + message));
      }
    });
    return failure;
  }

  @Override
  public void complete(long token, Message value) {
    once(token, answer.complete(value));
  }

  @Override
  public void fail(long token, Throwable cause) {
    once(token, answer.completeExceptionally(cause));
  }

  private static void once(long token, boolean first) {
    if (token != TOKEN || !first) {
      throw new AssertionError(first ? "another call's token: " + token : "told twice");
    }
  }
}
