package dev.goalkeeper.store.transport;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The right to run a loop that has no thread of its own: leader and followers.
///
/// Whoever waits for something that the loop will complete takes the seat if it is free, and runs
/// the loop until what it waits for is there. Everyone else waits for that thread's work, or for
/// its seat. What one holder did to the loop's state is visible to the next: the seat is the lock.
///
/// **Nobody waits while nobody drives.** A thread sleeps only after it has queued and then seen the
/// seat taken; whoever leaves it looks into the queue afterwards, and wakes the first. That one may
/// not need the seat any more, because its own end came meanwhile: so whoever goes away looks into
/// the queue as well.
final class Seat {
  /// How long a follower looks before it sleeps: as long as a write takes on a busy machine.
  private static final long POLL_NANOS = 200_000;

  private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();
  private final Queue<Thread> sleepers = new ConcurrentLinkedQueue<>();

  /// True if that thread has the seat; a thread that asks about itself is told what is so.
  boolean isHeldBy(Thread thread) {
    return holder.get() == thread;
  }

  /// Returns once `end` is complete, whoever has completed it. An interrupt changes nothing; the
  /// thread is interrupted afterwards.
  ///
  /// @param turn runs the loop once; called over and over while this thread has the seat
  /// @throws IllegalStateException from within such a turn: it would wait for itself
  void await(CompletableFuture<?> end, Runnable turn) {
    if (isHeldBy(Thread.currentThread())) {
      throw new IllegalStateException("the loop's work waits for the loop");
    }
    boolean interrupted = Thread.interrupted();
    while (!end.isDone()) {
      if (holder.compareAndSet(null, Thread.currentThread())) {
        drive(end, turn);
      } else {
        follow(end);
      }
      interrupted |= Thread.interrupted();
    }
    callNext();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void drive(CompletableFuture<?> end, Runnable turn) {
    try {
      while (!end.isDone()) {
        turn.run();
      }
    } finally {
      holder.set(null);
      callNext();
    }
  }

  private void follow(CompletableFuture<?> end) {
    long startNanos = System.nanoTime();
    while (mustWait(end)) {
      if (System.nanoTime() - startNanos > POLL_NANOS) {
        sleep(end);
        return;
      }
      Thread.yield();
    }
  }

  /// Until the end has come or the seat is free.
  private void sleep(CompletableFuture<?> end) {
    Thread sleeper = Thread.currentThread();
    sleepers.add(sleeper);
    var _ = end.whenComplete((_, _) -> LockSupport.unpark(sleeper));
    while (mustWait(end) && !Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
    }
    sleepers.remove(sleeper);
  }

  private boolean mustWait(CompletableFuture<?> end) {
    return !end.isDone() && holder.get() != null;
  }

  /// The seat is free, unless somebody was quicker, who then will do the same.
  private void callNext() {
    if (holder.get() == null) {
      // None if nobody sleeps.
      LockSupport.unpark(sleepers.peek());
    }
  }
}
