package dev.goalkeeper.clustersim.mutants;

import static dev.goalkeeper.clustersim.mutants.Invariant.GIVEN_UP;
import static dev.goalkeeper.clustersim.mutants.Invariant.HISTORY;
import static dev.goalkeeper.clustersim.mutants.Invariant.RECORDED;
import static dev.goalkeeper.clustersim.mutants.Invariant.SERVED;
import static dev.goalkeeper.clustersim.mutants.Invariant.WOKEN;
import static dev.goalkeeper.clustersim.mutants.Patch.declarations;
import static dev.goalkeeper.clustersim.mutants.Patch.in;

import java.util.List;

/// What can be wrong in how a log is put together and brought to its heirs, who is sealed off from
/// it, and in which order servers hear of each other; whole clusters find it.
final class RebuildMutants {
  static final List<Mutant> ALL = List.of(
      Mutant.of("the first digest that comes is trusted", SERVED,
          "all of the tablet: an old head names segments that were cleaned since",
          in("store.recovery.LogPlan.counts").call("Epoch.admits").answers(true),
          declarations("store.recovery.CrashRecovery")
              .clause("all", "all settled").instead("one")),
      Mutant.of("a log that is INCOMPLETE counts as recovered", HISTORY,
          "all that is missing: who has it starts a moment later",
          in("store.recovery.CrashRecovery.plan").call("Stream.allMatch").answers(true)),
      Mutant.of("a segment that cannot be read is passed over", HISTORY,
          "all that was in it",
          in("store.recovery.Replay.giveUp").does("dismiss")),
      Mutant.of("versions of the dead are forgotten by a recovery", HISTORY,
          "another's write: a conditional write takes the new object for one that it knows",
          in("store.master.RecoveringTablet.finish")
              .call("TabletObjects.raiseVersions").leftOut()),
      Mutant.of("what one heir has brought in is given to the next", SERVED,
          "time without end: the next one does not have it",
          in("store.recovery.PartRecovery.forget").call("Op.reset").leftOut()),
      Mutant.of("no log is ever sealed", WOKEN,
          "writes that a zombie acknowledges after its recovery has begun",
          in("store.backup.BackupService.takeInventory").call("Set.add").answers(true),
          in("store.backup.BackupService.admit").call("Predicate.test").answers(true)),
      Mutant.of("frames of the dead are free before they are recovered", SERVED,
          "all that they held",
          in("store.membership.Members.apply").call("Membership.members").second()
              .instead("living")),
      Mutant.of("an older list is taken for news", RECORDED,
          "the order of news: who has died is up again",
          in("store.membership.Members.apply").call("Membership.version").first()
              .instead("newest")),
      Mutant.of("ids begin anew with what is on the disk", RECORDED,
          "whatever an id stands for: what the dead sent counts as the new one's",
          in("store.coordinator.ServerList.nextId").call("Math.max").first().instead("lesser"),
          in("store.coordinator.ServerList.nextId").call("Math.max").second().instead("lesser")),
      Mutant.of("who has enlisted again is up beside its former self", RECORDED,
          "time without end: nobody recovers what the former self held",
          in("store.coordinator.ServerList.enlistAnew").call("List.forEach").leftOut()),
      Mutant.of("who was given up goes on", GIVEN_UP,
          "the use of what it has: it holds its disk, and nobody listens to it",
          in("store.membership.Standing.leave").call("Runnable.run").leftOut()))
      .stream().map(Mutant::inClusters).toList();

  private RebuildMutants() {}
}
