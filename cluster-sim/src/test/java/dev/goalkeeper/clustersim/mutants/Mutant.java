package dev.goalkeeper.clustersim.mutants;

import dev.goalkeeper.clustersim.Simulation;
import java.util.List;
import java.util.stream.Stream;

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
  PatchedSimulation load() {
    return with(Stream.concat(given.stream(), wrong.stream()).toList());
  }

  /// Runs seeds with what is given alone.
  PatchedSimulation loadGiven() {
    return with(given);
  }

  /// Declarations are made as a class loads, and never again: a patch of them needs classes of its
  /// own.
  private PatchedSimulation with(List<Patch> patches) {
    boolean declares = patches.stream().anyMatch(Patch::declares);
    var classes = declares ? new MutantLoader(patches) : Mutants.classes();
    return new PatchedSimulation(classes, scenario, patches);
  }

  @Override
  public String toString() {
    return name;
  }
}
