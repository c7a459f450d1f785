package dev.goalkeeper.clustersim;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// How a simulated disk behaves. Without faults it keeps what was forced.
final class DiskFaults {
  private final Map<Fault, Double> chances = new EnumMap<>(Fault.class);
  private final RandomGenerator random;
  private final Faults faults;
  private boolean healed;

  DiskFaults(RandomGenerator random, Faults faults) {
    this.random = random;
    this.faults = faults;
  }

  static DiskFaults none() {
    return new DiskFaults(new SplittableRandom(0), Faults.none());
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

  /// @param place that the fault would befall
  boolean strikes(Fault fault, String place) {
    double chance = healed ? 0 : chances.getOrDefault(fault, 0.0);
    return chance > 0 && faults.strikes(fault, random.nextDouble() < chance, () -> place);
  }
}
