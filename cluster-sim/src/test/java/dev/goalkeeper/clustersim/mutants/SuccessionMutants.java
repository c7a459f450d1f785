package dev.goalkeeper.clustersim.mutants;

import static dev.goalkeeper.clustersim.mutants.Invariant.FOLLOWED;
import static dev.goalkeeper.clustersim.mutants.Invariant.NOTICED;
import static dev.goalkeeper.clustersim.mutants.Invariant.RECORDED;
import static dev.goalkeeper.clustersim.mutants.Patch.in;

import java.util.List;

/// What can be wrong in how a coordinator writes down what it decides, and how the next one goes
/// on; whole clusters find it, whose coordinators die or are replaced.
final class SuccessionMutants {
  static final List<Mutant> ALL = List.of(
      Mutant.of("told as soon as it is sent to be recorded", RECORDED,
          "what was decided, with the coordinator: an epoch, an owner, a death",
          in("store.coordinator.Journal.write")
              .call("MetadataStore.write").instead("presumed")),
      Mutant.of("what may not be recorded is not sent again as it was", RECORDED,
          "the same: what comes later is recorded, and this is not",
          in("store.coordinator.Journal.write").call("List.isEmpty").answers(true)),
      Mutant.of("a deposed leader's write is taken for done", RECORDED,
          "what it decides after its term, which nobody knows of",
          in("clustersim.SimMetadata.arrive").call("Records.write").instead("unfenced")),
      Mutant.of("numbers begin anew after a failover", RECORDED,
          "whatever an id stands for: two servers have the same, two lists the same version",
          in("store.coordinator.Decided.count").call("Decided.note").leftOut()),
      Mutant.of("recoveries are numbered as if there had been none before", RECORDED,
          "a tablet: what another recovery has replayed is taken for what this one needs",
          in("store.recovery.Recoveries.begin")
              .call("ServerList.nextRecovery").instead("counted")),
      Mutant.of("the epoch of a master that was given up is raised", RECORDED,
          "the log: the replicas that its recovery has found do not count any more",
          in("store.coordinator.ServerList.mayRaise").returns(true)),
      Mutant.of("a death is decided and not recorded", NOTICED,
          "time without end: nobody recovers what the dead had",
          in("store.coordinator.ServerList.crash").call("Optional.ifPresent").first().leftOut()),
      Mutant.of("a new owner serves and is not recorded", RECORDED,
          "all that is written there, after a failover: the old owner is recovered again",
          in("store.coordinator.Tables.move").call("Decided.changeTable").leftOut()),
      Mutant.of("that others may hear of a table is not recorded", RECORDED,
          "all that it held: with its owner and the coordinator dead it is taken for new",
          in("store.coordinator.Tables.open").call("Decided.changeTable").leftOut()),
      Mutant.of("a deposed leader's command is obeyed", FOLLOWED,
          "the order of commands: what was taken back is done after all",
          in("store.server.ServerDoor.ofAnotherTerm").returns(false)))
      .stream().map(Mutant::inClusters).toList();

  private SuccessionMutants() {}
}
