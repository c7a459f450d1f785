package dev.goalkeeper.clustersim.mutants;

import static dev.goalkeeper.clustersim.mutants.Invariant.DRAINED;
import static dev.goalkeeper.clustersim.mutants.Invariant.DROPPED;
import static dev.goalkeeper.clustersim.mutants.Invariant.RECORDED;
import static dev.goalkeeper.clustersim.mutants.Patch.declarations;
import static dev.goalkeeper.clustersim.mutants.Patch.in;

import java.util.List;

/// What can be wrong with tables that are dropped, and servers that are drained; whole clusters
/// find it.
final class DropMutants {
  private static final String SERVED = "the promise that it is gone: a master serves it still";

  static final List<Mutant> ALL = List.of(
      Mutant.of("servers forget a table before that it is dropped is recorded", RECORDED,
          "the table, if the coordinator dies: the next one serves it",
          in("store.coordinator.Tables.drop").call("Decided.changeTable").leftOut()),
      Mutant.of("a master that is told to forget a table goes on with its tablets", DROPPED,
          SERVED, in("store.master.Master.receive").call("Master.forget").leftOut()),
      Mutant.of("a drop is over before every server has forgotten the table", DROPPED, SERVED,
          declarations("store.coordinator.TableDrop").clause("all", "gone").instead("anyhow")),
      Mutant.of("who is given up is written off while it may answer", DROPPED, SERVED,
          declarations("store.coordinator.Forgetting")
              .clause("peer", "may answer").instead("never")),
      Mutant.of("the next table of a name is told of while the former is served", DROPPED,
          "an empty table: what was there before is read",
          in("store.coordinator.Drops.goesOn").returns(false)),
      Mutant.of("a tablet that comes late is taken, although its table was dropped", DROPPED,
          "memory, for ever",
          in("store.master.Master.acquire").call("DroppedTables.has").answers(false)),
      Mutant.of("a mutation that was sent to a dropped table is sent to the next of its name",
          DROPPED, "an empty table: what was written to the former is there",
          in("store.client.Slot.send").call("TableId.equals").answers(true)),
      Mutant.of("a server that is drained gets new tablets", DRAINED,
          "what comes to it just before it is stopped, until it is recovered",
          in("store.coordinator.ServerList.drained").returns(false)))
      .stream().map(Mutant::inClusters).toList();

  private DropMutants() {}
}
