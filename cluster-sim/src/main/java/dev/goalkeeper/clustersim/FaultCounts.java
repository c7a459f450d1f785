package dev.goalkeeper.clustersim;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How often each fault happened.
public final class FaultCounts {
  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

  /// Counts nothing yet: a sum of what runs count.
  public FaultCounts() {}

  /// Counts none of the faults that may happen in a run.
  static FaultCounts of(List<Fault> possible) {
    var none = new FaultCounts();
    possible.forEach(fault -> none.counts.put(fault, 0L));
    return none;
  }

  void happened(Fault fault) {
    counts.merge(fault, 1L, Long::sum);
  }

  /// Adds what another run counted.
  public void add(FaultCounts other) {
    other.counts.forEach((fault, count) -> counts.merge(fault, count, Long::sum));
  }

  /// The number for each fault that may happen.
  public Map<Fault, Long> all() {
    return new EnumMap<>(counts);
  }

  /// The number for one fault.
  public long of(Fault fault) {
    return counts.getOrDefault(fault, 0L);
  }
}
