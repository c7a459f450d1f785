package dev.goalkeeper.clustersim.mutants;

import static dev.goalkeeper.clustersim.mutants.Invariant.HISTORY;
import static dev.goalkeeper.clustersim.mutants.Invariant.ONCE;
import static dev.goalkeeper.clustersim.mutants.Invariant.RECORDED;
import static dev.goalkeeper.clustersim.mutants.Invariant.SERVED;
import static dev.goalkeeper.clustersim.mutants.Invariant.STALE;
import static dev.goalkeeper.clustersim.mutants.Patch.in;

import java.util.List;

/// What can be wrong with tablets that move between living servers; whole clusters find it.
final class MovingMutants {
  private static final String TWICE = "a count: a late copy is done again";
  private static final String MEANWHILE = "acknowledged writes that were done meanwhile";
  private static final String FOR_EVER = "time without end: nobody serves the tablet";

  static final List<Mutant> ALL = List.of(
      Mutant.of("a tablet is served on while the last of it is given away", HISTORY, MEANWHILE,
          in("store.master.OwnedTablets.serving").call("OwnedTablet.frozen").answers(false)),
      Mutant.of("what is done while a tablet goes stays behind", HISTORY, MEANWHILE,
          in("store.master.Departure.changes").returns(false)),
      Mutant.of("what came of mutations stays behind", ONCE, TWICE,
          in("store.master.Departure.results")
              .call("ClientResults.forEachReference").leftOut()),
      Mutant.of("the versions of removed keys stay behind", HISTORY,
          "another's write: versions begin anew",
          in("store.recovery.TabletArrival.take").call("ReplayTarget.raiseVersions").leftOut()),
      Mutant.of("what is asked of an earlier tenure is given away", SERVED, FOR_EVER,
          in("store.master.Departures.inTenure").returns(true)),
      Mutant.of("a mutation that was meant for an earlier tenure is done", ONCE, TWICE,
          in("store.master.ObjectService.late").returns(false)),
      Mutant.of("an owner is not told that its tablet stays, in a new tenure", SERVED, FOR_EVER,
          in("store.coordinator.Moves.stayed").call("TabletAssignment.stay").leftOut()),
      Mutant.of("an heir serves, and is not recorded as the owner", RECORDED,
          "all that is written there, when the old owner dies",
          in("store.coordinator.Moves.gone").call("Decided.changeTable").leftOut()),
      Mutant.of("a tablet that has gone is taken as a new one", STALE,
          "what anybody believes who asks there",
          in("store.master.OwnedTablets.hadBefore").returns(false)))
      .stream().map(Mutant::inClusters).toList();

  private MovingMutants() {}
}
