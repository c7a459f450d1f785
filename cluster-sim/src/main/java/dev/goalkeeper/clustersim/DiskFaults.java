package dev.goalkeeper.clustersim;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// How a simulated disk behaves. Without faults it keeps what was forced.
final class DiskFaults {
  private final Map<Fault, Double> chances = new EnumMap<>(Fault.class);
  private final RandomGenerator random;
  private final FaultCounts counts;
  private boolean healed;

  DiskFaults(RandomGenerator random, FaultCounts counts) {
    this.random = random;
    this.counts = counts;
  }

  static DiskFaults none() {
    return new DiskFaults(new SplittableRandom(0), new FaultCounts());
  }

  /// @param chance for each force
  DiskFaults with(Fault fault, double chance) {
    chances.put(fault, chance);
    return this;
  }

  /// From now on nothing goes wrong any more.
  void heal() {
    healed = true;
  }

  RandomGenerator random() {
    return random;
  }

  boolean strikes(Fault fault) {
    double chance = healed ? 0 : chances.getOrDefault(fault, 0.0);
    boolean struck = chance > 0 && random.nextDouble() < chance;
    if (struck) {
      counts.happened(fault);
    }
    return struck;
  }
}
