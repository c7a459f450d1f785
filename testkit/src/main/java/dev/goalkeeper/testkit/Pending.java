package dev.goalkeeper.testkit;

import dev.goalkeeper.pools.Op;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that was asked of the world outside the pools and has not been answered.
///
/// @param <V> what the answer is
public final class Pending<V> {
  private final Object subject;
  private final Supplier<? extends V> effect;
  private final Receiver<V> receiver;
  private final Kind kind;
  private @Nullable Op<?> op;
  private long token;

  /// What may become of it.
  enum Kind {
    /// Any outcome.
    ASKED,
    /// Any outcome, but it must not be asked again.
    ONCE,
    /// It comes, sooner or later.
    CERTAIN
  }

  /// Takes the answer.
  interface Receiver<V> {
    void done(V value);

    void failed(Throwable cause);
  }

  Pending(Object subject, Supplier<? extends V> effect, Kind kind, Receiver<V> receiver) {
    this.subject = subject;
    this.effect = effect;
    this.kind = kind;
    this.receiver = receiver;
  }

  /// What was asked: what the model gave as such.
  public Object subject() {
    return subject;
  }

  /// The operation that waits for the answer of that token.
  void awaitedBy(Op<?> waiting, long withToken) {
    op = waiting;
    token = withToken;
  }

  @Nullable Op<?> op() {
    return op;
  }

  /// Whether somebody would still take the answer, as far as one can tell.
  boolean awaited() {
    Op<?> waiting = op;
    return waiting == null || waiting.awaits(token);
  }

  Kind kind() {
    return kind;
  }

  /// Takes effect, and answers if it is to.
  void arrive(boolean answered) {
    V value;
    try {
      value = effect.get();
    } catch (RuntimeException refused) { // the effect itself says no: that is its answer
      if (answered) {
        receiver.failed(refused);
      }
      return;
    }
    if (answered) {
      receiver.done(value);
    }
  }

  void fail(Throwable cause) {
    receiver.failed(cause);
  }
}
