package dev.goalkeeper.pools;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The pool's door: what other threads bring, and the bell that calls the driver. The bell rings
/// once until the pool answers it; it is answered before the box is emptied, so nothing is
/// overlooked.
///
/// Letters are chained through themselves: whoever posts puts his on top, and the pool takes the
/// whole chain at once and turns it over. So no letter that can be seen is ever taken out alone,
/// and one that was opened may be posted again.
///
/// What comes from outside takes a place of the [Turnstile] first; results, and what the pool's own
/// rules bring, need none.
final class Mailbox {
  private final AtomicReference<@Nullable Letter> newest = new AtomicReference<>();
  private final AtomicBoolean rung = new AtomicBoolean();
  private final Turnstile places;
  private volatile boolean closed;

  /// Taken out and in order; the pool's thread alone sees these.
  private @Nullable Letter oldest;

  /// @param places how much from outside may lie in it
  Mailbox(int places) {
    this.places = new Turnstile(places);
  }

  /// The places for what comes from outside.
  Turnstile places() {
    return places;
  }

  /// Puts in a letter, which is never refused: one from outside has its place by now.
  void post(Letter letter) {
    Letter top;
    do {
      top = newest.get();
      letter.next = top;
    } while (!newest.compareAndSet(top, letter));
  }

  void ring(Driver driver) {
    if (!rung.getAndSet(true)) {
      driver.ring();
    }
  }

  void answer() {
    rung.set(false);
  }

  /// Takes the oldest letter out. For the pool's thread.
  @Nullable Letter poll() {
    if (oldest == null) {
      oldest = turnedOver(newest.getAndSet(null));
    }
    Letter letter = oldest;
    if (letter != null) {
      oldest = letter.next;
      letter.next = null;
      if (letter.fromOutside()) {
        places.leave();
      }
    }
    return letter;
  }

  /// Closes the door for good: what lies in the box comes to nothing.
  void close() {
    closed = true;
    places.close();
  }

  boolean isClosed() {
    return closed;
  }

  /// For the pool's thread.
  boolean isEmpty() {
    return oldest == null && newest.get() == null;
  }

  private static @Nullable Letter turnedOver(@Nullable Letter chain) {
    Letter turned = null;
    Letter rest = chain;
    while (rest != null) {
      Letter after = rest.next;
      rest.next = turned;
      turned = rest;
      rest = after;
    }
    return turned;
  }
}
