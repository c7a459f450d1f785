package dev.goalkeeper.pools;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Something brought to a pool from outside a rest: one link of the [Mailbox]'s chain, so that
/// posting it allocates nothing more.
abstract sealed class Letter {
  /// Written by whoever posts it, before it can be seen; read by the pool, when it was taken out.
  @Nullable Letter next;

  /// Lets it take place, on the pool's thread, between two rules.
  abstract void open();

  /// True if it has a place of the [Turnstile].
  abstract boolean fromOutside();

  /// What the pool itself brings, or what there is one of for each task.
  static Letter of(Runnable content) {
    return new Note(content, false);
  }

  /// What another thread brings, once it has a place.
  static Letter fromOutside(Runnable content) {
    return new Note(content, true);
  }

  /// What an event or a reader brings.
  private static final class Note extends Letter {
    private final Runnable content;
    private final boolean fromOutside;

    Note(Runnable content, boolean fromOutside) {
      this.content = content;
      this.fromOutside = fromOutside;
    }

    @Override
    boolean fromOutside() {
      return fromOutside;
    }

    @Override
    void open() {
      content.run();
    }
  }

  /// The result of an operation. One is kept with each operation that other threads complete, and
  /// used again when it was opened; whoever finds it on its way makes another.
  static final class Reply<V> extends Letter {
    private final AtomicBoolean used = new AtomicBoolean(true);
    private final Op<V> op;
    private long token;
    private Status how = Status.IDLE;
    private @Nullable V value;
    private @Nullable Throwable cause;

    Reply(Op<V> op) {
      this.op = op;
    }

    /// True for the one who may write it next.
    boolean claim() {
      return used.compareAndSet(false, true);
    }

    void write(long answered, Status status, @Nullable V result, @Nullable Throwable thrown) {
      token = answered;
      how = status;
      value = result;
      cause = thrown;
    }

    /// Never refused: there is one for each operation.
    @Override
    boolean fromOutside() {
      return false;
    }

    @Override
    void open() {
      V result = value;
      Throwable thrown = cause;
      long answered = token;
      Status status = how;
      write(0, Status.IDLE, null, null);
      used.set(false);
      op.arrive(answered, status, result, thrown);
    }
  }
}
