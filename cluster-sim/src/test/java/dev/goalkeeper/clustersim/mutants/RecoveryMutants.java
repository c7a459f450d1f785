package dev.goalkeeper.clustersim.mutants;

import static dev.goalkeeper.clustersim.mutants.Invariant.HISTORY;
import static dev.goalkeeper.clustersim.mutants.Invariant.LED;
import static dev.goalkeeper.clustersim.mutants.Invariant.SERVED;
import static dev.goalkeeper.clustersim.mutants.Patch.declarations;
import static dev.goalkeeper.clustersim.mutants.Patch.in;

import java.util.List;

/// What can be wrong in the recovery of a crashed master; whole clusters find it.
final class RecoveryMutants {
  static final List<Mutant> ALL = List.of(
      Mutant.of("open replicas of an epoch that is over are recovered", HISTORY,
          "acknowledged writes: a backup that comes back has an old head",
          in("store.recovery.LogPlan.counts").call("Epoch.admits").answers(true)),
      Mutant.of("a recovery plans before everybody has told", SERVED,
          "time without end: of the log that it knows a part is missing",
          declarations("store.recovery.CrashRecovery")
              .clause("all", "all settled").instead("anyhow")),
      Mutant.of("the dead leave the list before their tablets are others'", LED,
          "all that they held: backups free their frames",
          declarations("store.recovery.CrashRecovery")
              .clause("all", "parts done").instead("anyhow")),
      Mutant.of("recovered is said before every segment is replayed", HISTORY,
          "acknowledged writes in the others",
          declarations("store.recovery.Replay")
              .clause("all", "all replayed").instead("anyhow")),
      Mutant.of("a recovered tablet is taken for a new one", HISTORY,
          "all that it held",
          in("store.master.Master.acquire").call("Tablet.tenure").instead("fresh")),
      Mutant.of("a tombstone that comes before its object is forgotten", HISTORY,
          "a remove: the object is back",
          in("store.master.RecoveringTablet.dead").returns(false)),
      Mutant.of("the versions of the dead are not written down again", HISTORY,
          "another's write, after the next crash: versions begin anew",
          in("store.master.RecoveringTablets.bury").call("Log.raiseVersions").leftOut()))
      .stream().map(Mutant::inClusters).toList();

  private RecoveryMutants() {}
}
