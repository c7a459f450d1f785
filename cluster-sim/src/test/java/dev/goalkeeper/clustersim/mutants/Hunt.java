package dev.goalkeeper.clustersim.mutants;

import java.util.stream.Stream;

/// What became of a mutant: seeds from 1 on, at least [#LOOKED_AT] of them, and on until the
/// invariant that it breaks has objected.
///
/// @param seed the first in which that invariant objected, so many seeds it took; 0 if none did
/// @param caught in how many of the first [#LOOKED_AT] seeds any invariant objected
record Hunt(Mutant mutant, long seed, int caught) {
  /// After so many seeds a mutant has got away.
  static final int SEEDS_MAX = 200;

  /// Enough to tell what nearly every seed notices from what takes luck.
  static final int LOOKED_AT = 3;

  static Hunt of(Mutant mutant) {
    var loader = mutant.load();
    long first = 0;
    int caught = 0;
    for (long seed = 1; seed <= LOOKED_AT || (first == 0 && seed <= SEEDS_MAX); seed++) {
      if (loader.run(seed) instanceof PatchedSimulation.Ending.Broken(String complaint)) {
        require(mutant, seed, complaint);
        caught += seed <= LOOKED_AT ? 1 : 0;
        first = first == 0 && mutant.spoke().speaksIn(complaint) ? seed : first;
      }
    }
    return new Hunt(mutant, first, caught);
  }

  /// A row of the page.
  String row() {
    String changes = String.join("; ", mutant.wrong().stream().map(Patch::words).toList());
    return String.join(" | ", "| " + mutant.name(), changes, mutant.spoke().words(), "" + seed,
        caught + " of " + LOOKED_AT, mutant.lost() + " |");
  }

  /// A mutant that merely crashes has not been found out by an invariant.
  private static void require(Mutant mutant, long seed, String complaint) {
    if (Stream.of(Invariant.values()).noneMatch(each -> each.speaksIn(complaint))) {
      throw new IllegalStateException(
          "'" + mutant + "', seed " + seed + ": no invariant, but " + complaint);
    }
  }
}
