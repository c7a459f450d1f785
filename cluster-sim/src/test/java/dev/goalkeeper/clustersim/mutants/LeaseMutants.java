package dev.goalkeeper.clustersim.mutants;

import static dev.goalkeeper.clustersim.mutants.Invariant.HEALTHY;
import static dev.goalkeeper.clustersim.mutants.Invariant.SERVED;
import static dev.goalkeeper.clustersim.mutants.Invariant.STALE;
import static dev.goalkeeper.clustersim.mutants.Patch.declarations;
import static dev.goalkeeper.clustersim.mutants.Patch.in;

import java.util.List;

/// What can be wrong with read leases, and with suspicions; whole clusters find it.
final class LeaseMutants {
  private static final String LOST = "the truth: a read tells what was overwritten before it began";

  static final List<Mutant> ALL = List.of(
      Mutant.of("reads are answered without a lease", STALE, LOST,
          in("store.membership.ReadLease.holds").returns(true)),
      Mutant.of("a lease counts from when it came", STALE, LOST,
          in("store.membership.ReadLease.beginNanos").does("now")),
      Mutant.of("clocks are taken to be right", STALE, LOST,
          in("store.membership.ReadLease.extend").call("Leases.atMost").instead("exactly"),
          in("store.coordinator.LeaseGrants.endOfOneFromNow")
              .call("Leases.atLeast").instead("exactly")),
      Mutant.of("a new owner serves at once", STALE, LOST,
          declarations("store.recovery.PartRecovery")
              .clause("peer", "crashed may answer").instead("never")),
      Mutant.of("a lease is granted to who was given up", SERVED,
          "the use of what it has: nobody else may ever serve it",
          in("store.coordinator.ServerList.renew").call("EnlistedServer.up").answers(true)),
      Mutant.of("a coordinator grants leases that was deposed", STALE, LOST,
          in("store.coordinator.LeaseGrants.mayGrant").returns(true)),
      Mutant.of("leases of an earlier leader are not reckoned with", STALE, LOST,
          in("store.coordinator.LeaseGrants.endOfEarlier").does("none")),
      Mutant.of("a server is given up on the word of another", HEALTHY,
          "a healthy server, when a link between two others is bad",
          in("store.coordinator.EnlistedServer.hurry").does("giveUp")))
      .stream().map(Mutant::inClusters).toList();

  private LeaseMutants() {}
}
