package dev.goalkeeper.bench.rules;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A number, until another thread has seen it, which waits as a pool's own thread does: it polls
/// with yield for a while, then parks, and is woken by a bell that rings once until it is answered.
final class BareHandOff extends HandOff {
  private static final long POLL_NANOS = 50_000;
  private static final long PARK_NANOS = 100_000_000;

  private final AtomicLong box = new AtomicLong();
  private final AtomicBoolean rung = new AtomicBoolean();
  private final Thread thread =
      Thread.ofPlatform().name("bare hand-off").daemon().unstarted(this::loop);
  private volatile long done;
  private volatile boolean closed;

  BareHandOff() {
    thread.start();
  }

  @Override
  void give(long given) {
    box.set(given);
    if (!rung.getAndSet(true)) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  long done() {
    return done;
  }

  @Override
  long ready() {
    return done + 1;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void loop() {
    long lastWork = System.nanoTime();
    while (!closed) {
      long now = System.nanoTime();
      rung.set(false);
      long given = box.getAndSet(0);
      if (given != 0) {
        done = given;
        lastWork = now;
      } else if (now - lastWork < POLL_NANOS) {
        Thread.yield();
      } else if (box.get() == 0) {
        LockSupport.parkNanos(this, PARK_NANOS);
      }
    }
  }
}
