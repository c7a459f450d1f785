package dev.goalkeeper.bench.rules;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Something goes from this thread to another one, which does something about it; this one looks
/// for that without a pause, so that all the waiting is the other one's.
abstract sealed class HandOff implements Side permits PoolHandOff, BareHandOff {
  /// A hand-off takes microseconds. One that takes longer has met something that is broken.
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private long number;

  /// Hands it over.
  abstract void give(long given);

  /// The last that was acted on.
  abstract long done();

  /// The last that may be given.
  abstract long ready();

  /// The median, not the mean: what the machine does besides is no hand-off.
  @Override
  public final double nanos(long turnNanos) {
    var times = new Histogram(3);
    long end = System.nanoTime() + turnNanos;
    do {
      number++;
      await(false);
      long start = System.nanoTime();
      give(number);
      await(true);
      times.recordValue(System.nanoTime() - start);
    } while (System.nanoTime() < end);
    return times.getValueAtPercentile(50);
  }

  private void await(boolean acted) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while ((acted ? done() : ready()) < number) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("hand-off " + number + " was not taken");
      }
      Thread.onSpinWait();
    }
  }
}
