package dev.goalkeeper.cli.sim;

import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import dev.goalkeeper.clustersim.big.BigReport;
import dev.goalkeeper.clustersim.big.RecoveryLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What large clusters came to, a row for each.
///
/// @param rows numbers by their names
record BigTable(List<Map<String, Double>> rows) implements Report {
  static Map<String, Double> row(BigReport report) {
    var row = new LinkedHashMap<String, Double>();
    row.put("servers", (double) report.servers());
    row.put("segments_each", (double) report.segments());
    row.put("replicas_lost", (double) report.lost());
    row.put("replicas_restored", (double) report.restored());
    row.put("firings_a_second_at_rest", report.restFirings());
    row.put("firings_for_the_crash", report.crashFirings());
    row.put("firings_for_the_crash_max", (double) report.crashFiringsMost());
    row.put("firings_for_a_replica", report.firingsPerReplica());
    row.put("requests_for_the_crash", report.crashRequests());
    row.put("whole_after_millis", (double) report.wholeMillis());
    row.put("events", (double) report.events());
    return row;
  }

  static Map<String, Double> row(RecoveryLine line) {
    var row = new LinkedHashMap<String, Double>();
    row.put("servers", (double) line.servers());
    row.put("parts", (double) line.parts());
    row.put("gigabytes", line.gigabytes());
    row.put("inventory_seconds", line.inventorySeconds());
    row.put("fetch_seconds", line.fetchSeconds());
    row.put("replay_seconds", line.replaySeconds());
    row.put("total_seconds", line.totalSeconds());
    return row;
  }

  @Override
  public Json json() {
    var items = rows.stream().map(row -> {
      var fields = new LinkedHashMap<String, Json>();
      row.forEach((name, number) -> fields.put(name, Json.of(number)));
      return (Json) new Json.Fields(fields);
    }).toList();
    return new Json.Fields(new LinkedHashMap<>(Map.of("rows", new Json.Items(items))));
  }

  @Override
  public List<String> lines() {
    return rows.getFirst().keySet().stream().map(this::line).toList();
  }

  private String line(String name) {
    var line = new StringBuilder("%-28s".formatted(name.replace('_', ' ')));
    for (Map<String, Double> row : rows) {
      double number = row.getOrDefault(name, 0.0);
      line.append(String.format(
          Locale.ROOT, number == Math.rint(number) ? " %,13.0f" : " %,13.3f", number));
    }
    return line.toString();
  }
}
