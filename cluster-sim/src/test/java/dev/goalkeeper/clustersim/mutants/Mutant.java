package dev.goalkeeper.clustersim.mutants;

import dev.goalkeeper.clustersim.Simulation;
import java.util.ArrayList;
import java.util.List;

/// One wrong protocol.
///
/// @param name what is done wrong, in a few words
/// @param spoke the invariant that has to object
/// @param lost what a user would have lost
/// @param wrong the patches that make it so
/// @param scenario the simulation that finds it
/// @param given patches that are right by themselves, and bring about what the wrong ones need
record Mutant(
    String name,
    Invariant spoke,
    String lost,
    List<Patch> wrong,
    Simulation scenario,
    List<Patch> given) {

  static Mutant of(String name, Invariant spoke, String lost, Patch... wrong) {
    return new Mutant(name, spoke, lost, List.of(wrong), Simulation.REPLICATION, List.of());
  }

  /// The same, to be found by the simulation of whole clusters.
  Mutant inClusters() {
    return new Mutant(name, spoke, lost, wrong, Simulation.CLUSTER, given);
  }

  /// The same, to be found on disks that fail and lose their power.
  Mutant onDisks() {
    return new Mutant(name, spoke, lost, wrong, Simulation.DISKS, given);
  }

  /// The same, where this holds.
  Mutant given(Patch... patches) {
    return new Mutant(name, spoke, lost, wrong, scenario, List.of(patches));
  }

  /// Runs seeds with all of its patches.
  MutantLoader load() {
    var all = new ArrayList<>(given);
    all.addAll(wrong);
    return new MutantLoader(scenario, all);
  }

  /// Runs seeds with what is given alone.
  MutantLoader loadGiven() {
    return new MutantLoader(scenario, given);
  }

  @Override
  public String toString() {
    return name;
  }
}
