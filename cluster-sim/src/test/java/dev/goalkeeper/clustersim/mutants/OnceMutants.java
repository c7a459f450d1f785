package dev.goalkeeper.clustersim.mutants;

import static dev.goalkeeper.clustersim.mutants.Invariant.ACKNOWLEDGED;
import static dev.goalkeeper.clustersim.mutants.Invariant.HISTORY;
import static dev.goalkeeper.clustersim.mutants.Invariant.LET_GO;
import static dev.goalkeeper.clustersim.mutants.Invariant.ONCE;
import static dev.goalkeeper.clustersim.mutants.Patch.in;

import java.util.List;

/// What can be wrong with mutations that come again; whole clusters find it.
final class OnceMutants {
  private static final String TWICE = "another's write: an old one, sent again, takes its place";

  static final List<Mutant> ALL = List.of(
      Mutant.of("what comes again is done again", HISTORY, TWICE,
          in("store.master.ExactlyOnce.admits").returns(true)),
      Mutant.of("what came of a mutation is not logged", HISTORY, TWICE,
          in("store.master.ExactlyOnce.done").call("Log.appendResult").instead("unlogged")),
      Mutant.of("what came of a mutation is logged apart from what it did", HISTORY, TWICE,
          in("store.master.ExactlyOnce.done").call("Log.appendResult").instead("apart")),
      Mutant.of("an heir does not take over what came of mutations", HISTORY, TWICE,
          in("store.master.RecoveringTablet.result").call("Results.news").answers(false)),
      Mutant.of("what comes again is answered before the first is safe", ACKNOWLEDGED,
          "an acknowledged write, with the master alone",
          in("store.master.ExactlyOnce.tellAgain").call("Log.end").first().instead("start")),
      Mutant.of("a result is let go before it is acknowledged", ONCE,
          "the answer: nobody can tell any more what came of it",
          in("store.master.ExactlyOnce.admits")
              .call("Once.acknowledged").instead("allBefore")),
      Mutant.of("nobody asks whether a client that is not known has its lease", ONCE, TWICE,
          in("store.master.ExactlyOnce.mayBeNew").returns(true)),
      Mutant.of("results of dead clients are kept", LET_GO,
          "memory, until nothing can be written",
          in("store.master.Clients.learn").call("Results.forget").leftOut()))
      .stream().map(Mutant::inClusters).toList();

  private OnceMutants() {}
}
