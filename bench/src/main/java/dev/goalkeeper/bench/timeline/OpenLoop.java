package dev.goalkeeper.bench.timeline;

import dev.goalkeeper.bench.NotMeasured;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Calls at a steady rate, also while nobody answers: each counts from the moment at which it was
/// due, so that a wait shows as long as it was, and not as one slow call.
public final class OpenLoop {
  private static final long TICK_NANOS = 1_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  /// For what is under way at the end; longer than any client waits.
  private static final Duration END_MAX = Duration.ofSeconds(20);

  private final Target target;
  private final Plan plan;
  private final Series reads = new Series();
  private final Series writes = new Series();
  private final AtomicLong underWay = new AtomicLong();
  private int number;

  /// How it is called.
  ///
  /// @param perSecond reads, and as many writes
  /// @param before the moment that it is about
  /// @param after that moment
  public record Plan(int perSecond, Duration before, Duration after) {}

  /// What came of it.
  ///
  /// @param zeroNanos the moment that it is about
  public record Found(Series reads, Series writes, long zeroNanos) {}

  private OpenLoop(Target target, Plan plan) {
    this.target = target;
    this.plan = plan;
  }

  /// Calls, and has something happen meanwhile, at once.
  ///
  /// @throws NotMeasured if calls do not end
  public static Found run(Target target, Plan plan, Runnable happening) {
    return new OpenLoop(target, plan).run(happening);
  }

  private Found run(Runnable happening) {
    long startNanos = System.nanoTime();
    long zeroNanos = startNanos + plan.before().toNanos();
    long endNanos = zeroNanos + plan.after().toNanos();
    boolean happened = false;
    long at = startNanos;
    for (long tick = startNanos; tick < endNanos; tick += TICK_NANOS) {
      awaitMoment(tick);
      if (!happened && tick >= zeroNanos) {
        happening.run();
        happened = true;
      }
      begin(tick, callsUntil(tick + TICK_NANOS - startNanos) - callsUntil(tick - startNanos));
      at = tick;
    }
    awaitAll(at + END_MAX.toNanos());
    return new Found(reads, writes, zeroNanos);
  }

  private long callsUntil(long nanos) {
    return (long) (plan.perSecond() * (nanos / NANOS_PER_SECOND));
  }

  private void begin(long dueNanos, long calls) {
    for (long i = 0; i < calls; i++) {
      begin(Target.Kind.READ, reads, dueNanos);
      begin(Target.Kind.WRITE, writes, dueNanos);
      number++;
    }
    target.flush();
  }

  private void begin(Target.Kind kind, Series series, long dueNanos) {
    underWay.incrementAndGet();
    target.begin(kind, number, failure -> {
      if (failure.isEmpty()) {
        series.ended(dueNanos, System.nanoTime() - dueNanos);
      } else {
        series.failed(failure);
      }
      underWay.decrementAndGet();
    });
  }

  private void awaitAll(long deadline) {
    while (underWay.get() > 0) {
      if (System.nanoTime() > deadline) {
        throw new NotMeasured(underWay.get() + " calls have not ended after "
            + END_MAX.toSeconds() + " s");
      }
      awaitMoment(System.nanoTime() + TICK_NANOS);
    }
  }

  private static void awaitMoment(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
