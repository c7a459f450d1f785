package dev.goalkeeper.bench.ycsb;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// What operations took, and how many had trouble. For any thread.
final class Tally {
  private static final int DIGITS = 3;

  private final Map<Operation, Histogram> nanos = new EnumMap<>(Operation.class);
  private final ConcurrentSkipListMap<Trouble, LongAdder> troubles = new ConcurrentSkipListMap<>();
  private final LongAdder done = new LongAdder();
  private final LongAdder troubled = new LongAdder();

  Tally() {
    for (Operation operation : Operation.values()) {
      nanos.put(operation, new ConcurrentHistogram(DIGITS));
    }
  }

  /// What had trouble is counted by itself: how long it took would say nothing about the others.
  void count(Operation operation, long tookNanos, Trouble trouble) {
    done.increment();
    if (trouble.equals(Trouble.NONE)) {
      nanos.getOrDefault(operation, new Histogram(DIGITS)).recordValue(tookNanos);
    } else {
      troubled.increment();
      troubles.computeIfAbsent(trouble, _ -> new LongAdder()).increment();
    }
  }

  long done() {
    return done.sum();
  }

  long troubled() {
    return troubled.sum();
  }

  Result result(long tookNanos) {
    var latencies = new EnumMap<Operation, Latencies>(Operation.class);
    nanos.forEach((operation, each) -> {
      if (each.getTotalCount() > 0) {
        latencies.put(operation, Latencies.of(each));
      }
    });
    var counts = new TreeMap<Trouble, Long>();
    troubles.forEach((trouble, count) -> counts.put(trouble, count.sum()));
    return new Result(done(), tookNanos, latencies, counts);
  }
}
