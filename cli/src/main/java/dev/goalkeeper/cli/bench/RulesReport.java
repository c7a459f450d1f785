package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.rules.Duel;
import dev.goalkeeper.bench.rules.Peer;
import dev.goalkeeper.bench.rules.RulesBench;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// What rules cost, each number beside its goal.
///
/// @param peers that were measured
record RulesReport(RulesBench.Result result, List<Peer> peers) implements Report {
  /// A million parked tasks in 256 MiB.
  private static final double PARKED_BYTES_GOAL = 256.0 * (1 << 20) / 1_000_000;

  private static final double MEBIBYTE = 1 << 20;
  private static final double MILLION = 1e6;

  @Override
  public Json json() {
    var fields = new LinkedHashMap<String, Json>();
    for (Duel duel : result.duels()) {
      fields.put(duel.name() + "_nanos", Json.of(duel.ourNanos()));
      fields.put(duel.name() + "_bare_nanos", Json.of(duel.bareNanos()));
      fields.put(key(duel), Json.of(duel.ratio()));
      fields.put(key(duel) + "_goal", Json.of(duel.goal()));
    }
    fields.put("bytes_per_pass", Json.of(result.bytesPerPass()));
    fields.put("bytes_per_pass_goal", Json.of(0));
    fields.put("parked_tasks", Json.of(result.parked()));
    fields.put("bytes_per_parked", Json.of(result.bytesPerParked()));
    fields.put("bytes_per_parked_goal", Json.of(PARKED_BYTES_GOAL));
    return new Json.Fields(fields);
  }

  /// For people.
  @Override
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT, "%-52s %9s %9s %7s %6s",
        "", "rules ns", "bare ns", "ratio", "goal"));
    for (Duel duel : result.duels()) {
      lines.add(String.format(Locale.ROOT, "%-52s %,9.1f %,9.1f %7.2f %6.1f",
          text(duel), duel.ourNanos(), duel.bareNanos(), duel.ratio(), duel.goal()));
    }
    lines.add(String.format(Locale.ROOT, "%-52s %9.3f %24d",
        "bytes allocated in a pass", result.bytesPerPass(), 0));
    lines.add(String.format(Locale.ROOT, "%-52s %9.0f %24.0f",
        "bytes of a parked task", result.bytesPerParked(), PARKED_BYTES_GOAL));
    lines.add(String.format(Locale.ROOT, "%-52s %9.0f %24.0f", "MiB of a million of them",
        result.bytesPerParked() * MILLION / MEBIBYTE, PARKED_BYTES_GOAL * MILLION / MEBIBYTE));
    return lines;
  }

  private static String key(Duel duel) {
    return duel.name() + switch (duel.name()) {
      case "pass", "wide" -> "_to_handwritten";
      case "parked" -> "_to_none";
      case "hand_off" -> "_to_bare";
      default -> ""; // a step's name says to whom
    };
  }

  private String text(Duel duel) {
    return switch (duel.name()) {
      case "pass" -> "a pass that fires, Replica's table, 4 classes";
      case "wide" -> "a pass that fires, 30 rows x 16 clauses";
      case "parked" -> String.format(
          Locale.ROOT, "a pass beside %,d parked tasks, beside none", result.parked());
      case "hand_off" -> "a result, until a rule has fired on it";
      default -> "a step, beside " + peers.stream()
          .filter(peer -> duel.name().equals(RulesBench.STEP_TO + peer.name()))
          .findFirst().orElseThrow().words();
    };
  }
}
