package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.cli.cluster.Readback;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.clustersim.history.Answer;
import dev.goalkeeper.clustersim.history.History;
import dev.goalkeeper.clustersim.history.Judgement;
import dev.goalkeeper.clustersim.history.Operation;
import dev.goalkeeper.store.fsck.FsckReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What came out of [Chaos].
///
/// @param took all cycles together
/// @param upkeep what else went on
/// @param faults how often each was done
/// @param complaints answers that no store may give
/// @param readback what a fresh client found of what was acknowledged
/// @param fsck what the files prove
record ChaosReport(long seed, Duration took, Sums sums, Upkeep upkeep, Map<Fault, Long> faults,
    List<String> complaints, Readback readback, FsckReport fsck) {

  /// Over all cycles.
  ///
  /// @param operations that clients began
  /// @param unknown of them, how many nobody knows the outcome of
  /// @param searched keys for which an order of all operations was sought
  /// @param spent of them, how many needed a larger budget
  record Sums(long cycles, long operations, long unknown, long searched, long spent) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0);

    /// These and one cycle more.
    Sums plus(History history, Judgement judgement) {
      long open = history.byKey().values().stream().flatMap(List::stream)
          .map(Operation::answer).filter(Answer.Unknown.class::isInstance).count();
      return new Sums(cycles + 1, operations + history.operations(), unknown + open,
          searched + judgement.searched(), spent + judgement.spent());
    }
  }

  /// What went on beside users and faults.
  ///
  /// @param dropped tables
  /// @param cleaned segments, in the last lives of the servers
  record Upkeep(Steward.Done done, long dropped, long cleaned) {}

  boolean ok() {
    return complaints.isEmpty() && readback.ok() && fsck.ok() && sums.cycles() > 0;
  }

  Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("seed", Json.of(seed));
    fields.put("cycles", Json.of(sums.cycles()));
    fields.put("seconds", Json.of(took.toMillis() / 1e3));
    fields.put("cycles_per_hour", Json.of(sums.cycles() * 3.6e6 / Math.max(1, took.toMillis())));
    fields.put("operations", Json.of(sums.operations()));
    fields.put("unknown", Json.of(sums.unknown()));
    fields.put("wrong", Json.of(complaints.size()));
    fields.put("searched", Json.of(sums.searched()));
    fields.put("beyond_budget", Json.of(sums.spent()));
    fields.put("acknowledged", Json.of(readback.sought()));
    fields.put("lost", Json.of(Math.max(readback.missing(), fsck.keys().lost())));
    fields.put("under_replicated", Json.of(fsck.keys().underReplicated()));
    fields.put("moved", Json.of(upkeep.done().moved()));
    fields.put("divided", Json.of(upkeep.done().divided()));
    fields.put("dropped", Json.of(upkeep.dropped()));
    fields.put("cleaned", Json.of(upkeep.cleaned()));
    var counts = new LinkedHashMap<String, Long>();
    faults.forEach((fault, count) -> counts.put(fault.name().toLowerCase(Locale.ROOT), count));
    fields.put("faults", Json.of(counts));
    return new Json.Fields(fields);
  }

  /// For people.
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT, "%d cycles in %.0f s, faults %s", sums.cycles(),
        took.toMillis() / 1e3, faults));
    lines.add(String.format(Locale.ROOT, "%,d operations, %,d of unknown outcome; of %,d keys an "
        + "order of all operations was sought, %,d needed a larger budget", sums.operations(),
        sums.unknown(), sums.searched(), sums.spent()));
    lines.add(String.format(Locale.ROOT, "%,d tablets were moved, %,d divided, %,d tables dropped; "
        + "%,d segments cleaned in the servers' last lives", upkeep.done().moved(),
        upkeep.done().divided(), upkeep.dropped(), upkeep.cleaned()));
    lines.add(String.format(Locale.ROOT, "A fresh client read back %,d of %,d keys as "
        + "acknowledged; fsck found %,d of %,d, %,d of them in at least %d directories",
        readback.found(), readback.sought(), fsck.keys().found(), fsck.keys().sought(),
        fsck.keys().found() - fsck.keys().underReplicated(), fsck.replicas()));
    if (!ok()) {
      lines.addAll(fsck.lines());
      lines.addAll(complaints);
    }
    return lines;
  }
}
