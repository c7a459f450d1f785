package dev.goalkeeper.clustersim.mutants;

import static dev.goalkeeper.clustersim.mutants.Invariant.FULL;
import static dev.goalkeeper.clustersim.mutants.Invariant.HISTORY;
import static dev.goalkeeper.clustersim.mutants.Invariant.IN_USE;
import static dev.goalkeeper.clustersim.mutants.Invariant.NEWEST;
import static dev.goalkeeper.clustersim.mutants.Invariant.SERVED;
import static dev.goalkeeper.clustersim.mutants.Patch.in;

import java.util.List;

/// What can be done wrong while memory is reclaimed.
final class ReclamationMutants {
  static final List<Mutant> ALL = List.of(
      Mutant.of("the cleaner moves what another one has taken the place of", NEWEST,
          "the server: its index has no such entry, and that is a broken contract",
          in("store.cleaner.Survivors.isNewest").returns(true)),
      Mutant.of("a tombstone is dropped while what it buries can be recovered", HISTORY,
          "a remove: the object is back after the next crash",
          in("store.cleaner.Survivors.tombstone").call("Log.holds").answers(false),
          in("store.log.Log.counted").call("Log.holds").answers(false)),
      Mutant.of("tombstones are dropped, and no version floor tells of them", HISTORY,
          "another's write, after the next crash: versions begin anew",
          in("store.log.Log.appendTombstone").call("Log.raiseVersions").leftOut()),
      Mutant.of("a segment is retired before its survivors are moved", IN_USE,
          "what the segment held, as soon as its memory is another's",
          in("store.cleaner.Cleaner.needless").returns(true)),
      Mutant.of("memory is filled as if nobody could die", FULL,
          "the next death: what the dead had finds no room, and waits for ever",
          in("store.cleaner.Space.admits").returns(true)),
      Mutant.of("what fits nowhere as a whole is not divided", SERVED,
          "tablets that are larger than any room that is left",
          in("store.recovery.PartRecovery.divisible").returns(false)))
      .stream().map(Mutant::inClusters).toList();

  private ReclamationMutants() {}
}
