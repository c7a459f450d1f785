package dev.goalkeeper.pools;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The pool's door: what other threads bring, and the bell that calls the driver. The bell rings
/// once until the pool answers it; it is answered before the box is emptied, so nothing is
/// overlooked.
final class Mailbox {
  private final ConcurrentLinkedQueue<Runnable> letters = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean rung = new AtomicBoolean();
  private volatile boolean closed;

  void post(Runnable letter) {
    letters.add(letter);
  }

  void ring(Driver driver) {
    if (!rung.getAndSet(true)) {
      driver.ring();
    }
  }

  void answer() {
    rung.set(false);
  }

  @Nullable Runnable poll() {
    return letters.poll();
  }

  /// Closes the door for good: what lies in the box comes to nothing.
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  boolean isEmpty() {
    return letters.isEmpty();
  }
}
