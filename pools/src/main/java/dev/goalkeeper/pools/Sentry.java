package dev.goalkeeper.pools;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at one pool from outside: a thread that is held up cannot say so itself. Only the
/// [Lookout] calls it, one thread at a time.
final class Sentry {
  /// Frames of a stack that are shown: from what holds the thread up down to the pool.
  private static final int FRAMES_MAX = 24;

  private static final long NOT_FULL = Long.MIN_VALUE;

  private final Home home;
  private final Turnstile places;
  private final Guard guard;
  private long beat;
  private long sinceNanos;
  private boolean told;
  private long refused;
  private long fullSinceNanos = NOT_FULL;
  private boolean toldFull;

  Sentry(Home home, Turnstile places, Guard guard) {
    this.home = home;
    this.places = places;
    this.guard = guard;
  }

  /// Raises an alarm, once, if the same thing has been going on for too long.
  void look(long now) {
    lookAtThread(now);
    lookAtInbox(now);
  }

  private void lookAtThread(long now) {
    long seen = guard.pulse().beat();
    if (seen != beat || !Pulse.busy(seen)) {
      beat = seen;
      sinceNanos = now;
      told = false;
    } else if (!told && now - sinceNanos >= guard.bounds().action().toNanos()) {
      told = tell(seen, Duration.ofNanos(now - sinceNanos));
    }
  }

  /// The whole process stood still.
  void stalled(Duration spell) {
    if (spell.compareTo(guard.bounds().stall()) >= 0) {
      guard.alarms().raise(Alarm.Kind.STALLED, "the process stood still for " + spell.toMillis()
          + " ms: operations may time out together now, and others may think it dead. Look for "
          + "garbage collection, a suspended machine, or too little of a processor.");
    }
  }

  /// It counts as full if it is, or if somebody was refused since the last look.
  private void lookAtInbox(long now) {
    Inbox inbox = places.inbox();
    boolean calm = !inbox.full() && inbox.refused() == refused;
    refused = inbox.refused();
    if (calm) {
      fullSinceNanos = NOT_FULL;
      toldFull = false;
    } else if (fullSinceNanos == NOT_FULL) {
      fullSinceNanos = now;
    } else if (!toldFull && now - fullSinceNanos >= guard.bounds().full().toNanos()) {
      toldFull = true;
      guard.alarms().raise(Alarm.Kind.FULL, "the inbox has been full for "
          + Duration.ofNanos(now - fullSinceNanos).toMillis() + " ms: " + inbox
          + ", now at " + busyWith() + ". Other threads bring more than it takes in: let them "
          + "bring less, or wait for room: event(what, change, patience); or divide the pool.");
    }
  }

  private String busyWith() {
    return Pulse.busy(guard.pulse().beat()) ? who(guard.pulse().task()) : "nothing";
  }

  private boolean tell(long seen, Duration spell) {
    Thread thread = home.thread();
    if (thread == null) {
      return false;
    }
    Task<?> task = guard.pulse().task();
    StackTraceElement[] stack = thread.getStackTrace();
    if (guard.pulse().beat() != seen) {
      return false; // it ended meanwhile; the stack is of something else
    }
    String what = who(task) + " has held up " + thread.getName() + " for " + spell.toMillis()
        + " ms; nothing else in the pool runs meanwhile. Move what takes time into an operation: "
        + "op.call(...).\n" + lines(stack);
    if (task == null) {
      guard.alarms().raise(Alarm.Kind.SLOW, what);
    } else {
      guard.alarms().raise(Alarm.Kind.SLOW, task, what);
    }
    return true;
  }

  private static String who(@Nullable Task<?> task) {
    if (task == null) {
      return "an event, a result or a reader";
    }
    return task.record().place(Alarms.nameOf(task));
  }

  private static String lines(StackTraceElement[] stack) {
    return Arrays.stream(stack).limit(FRAMES_MAX)
        .map(frame -> "    at " + frame)
        .collect(Collectors.joining("\n"));
  }
}
