package dev.goalkeeper.pools;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The places in a pool's inbox. Whoever brings something from outside takes one first; it is free
/// again when the pool takes out what was brought, and one of those who wait is called.
///
/// Nobody who waits is overlooked: he is in the queue before he looks for a place once more, and
/// whoever was called and does not need it calls the next. Places are not handed over, so others
/// may be quicker, and who was called then waits again.
final class Turnstile {
  /// Patience that does not end.
  static final long FOR_EVER = Long.MAX_VALUE;

  private final int places;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();
  private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /// @param places how many there are, above zero
  Turnstile(int places) {
    if (places < 1) {
      throw new IllegalArgumentException("an inbox has room for 1 at least, not " + places);
    }
    this.places = places;
  }

  /// How many are taken now, how many there are, how often somebody found none.
  Inbox inbox() {
    return new Inbox(taken.get(), places, refused.get());
  }

  /// Takes a place; waits for one if there is none, no longer than this, and not once interrupted
  /// or closed.
  ///
  /// @param patienceNanos zero or less: does not wait; or [#FOR_EVER]
  /// @return true if there was one
  boolean enter(long patienceNanos, World clock) {
    boolean in = take() || (patienceNanos > 0 && await(patienceNanos, clock));
    if (!in) {
      refused.incrementAndGet();
    }
    return in;
  }

  /// What had a place was taken out.
  void leave() {
    taken.decrementAndGet();
    callNext();
  }

  /// Nobody waits any more.
  void close() {
    closed = true;
    while (callNext()) {
      // until the last has been called
    }
  }

  /// Takes a place if there is one.
  boolean take() {
    int before;
    do {
      before = taken.get();
      if (before >= places) {
        return false;
      }
    } while (!taken.compareAndSet(before, before + 1));
    return true;
  }

  private boolean await(long patienceNanos, World clock) {
    Thread me = Thread.currentThread();
    long start = clock.nanos();
    boolean in;
    boolean over;
    do {
      lineUp(me);
      in = take();
      long left = patienceNanos == FOR_EVER
          ? FOR_EVER : patienceNanos - (clock.nanos() - start);
      over = left <= 0 || closed || me.isInterrupted();
      if (!in && !over) {
        park(left);
      }
      stepOut(me, in || over);
    } while (!in && !over);
    return in;
  }

  /// From here on it is called when a place is free; it looks once more before it sleeps.
  void lineUp(Thread thread) {
    waiting.add(thread);
  }

  boolean isInLine(Thread thread) {
    return waiting.contains(thread);
  }

  /// Sleeps no more. If it was called, and is here for the last time, the next is called.
  void stepOut(Thread thread, boolean forGood) {
    boolean called = !waiting.remove(thread);
    if (called && forGood) {
      callNext();
    }
  }

  private void park(long nanos) {
    if (nanos == FOR_EVER) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, nanos);
    }
  }

  private boolean callNext() {
    Thread next = waiting.poll();
    if (next == null) {
      return false;
    }
    LockSupport.unpark(next);
    return true;
  }
}
