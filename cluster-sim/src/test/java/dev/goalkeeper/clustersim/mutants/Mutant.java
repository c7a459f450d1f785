package dev.goalkeeper.clustersim.mutants;

import java.util.ArrayList;
import java.util.List;

/// One wrong protocol.
///
/// @param name what is done wrong, in a few words
/// @param spoke the invariant that has to object
/// @param lost what a user would have lost
/// @param wrong the patches that make it so
/// @param given patches that are right by themselves, and bring about what the wrong ones need
record Mutant(
    String name, Invariant spoke, String lost, List<Patch> wrong, List<Patch> given) {

  static Mutant of(String name, Invariant spoke, String lost, Patch... wrong) {
    return new Mutant(name, spoke, lost, List.of(wrong), List.of());
  }

  /// The same, where this holds.
  Mutant given(Patch... patches) {
    return new Mutant(name, spoke, lost, wrong, List.of(patches));
  }

  /// All of its patches.
  List<Patch> patches() {
    var all = new ArrayList<>(given);
    all.addAll(wrong);
    return all;
  }

  @Override
  public String toString() {
    return name;
  }
}
