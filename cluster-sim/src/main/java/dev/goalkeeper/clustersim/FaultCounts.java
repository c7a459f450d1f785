package dev.goalkeeper.clustersim;

import java.util.EnumMap;
import java.util.Map;

/// How often each fault happened.
public final class FaultCounts {
  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

  /// Counts none of any.
  public FaultCounts() {
    for (Fault fault : Fault.values()) {
      counts.put(fault, 0L);
    }
  }

  void happened(Fault fault) {
    counts.merge(fault, 1L, Long::sum);
  }

  /// Adds what another run counted.
  public void add(FaultCounts other) {
    other.counts.forEach((fault, count) -> counts.merge(fault, count, Long::sum));
  }

  /// The number for each fault.
  public Map<Fault, Long> all() {
    return new EnumMap<>(counts);
  }

  /// The number for one fault.
  public long of(Fault fault) {
    return counts.getOrDefault(fault, 0L);
  }
}
