package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.ycsb.CoreWorkload;
import dev.goalkeeper.bench.ycsb.Latencies;
import dev.goalkeeper.bench.ycsb.Operation;
import dev.goalkeeper.bench.ycsb.Result;
import dev.goalkeeper.bench.ycsb.Trouble;
import dev.goalkeeper.bench.ycsb.Ycsb;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What YCSB found: how loading went, and each workload, in the order in which they were run.
record YcsbReport(Ycsb.Plan plan, Result load, List<Run> runs) implements Report {
  /// A workload and what it came to.
  record Run(CoreWorkload workload, Result result) {}

  YcsbReport {
    runs = List.copyOf(runs);
  }

  /// How many answers were not so, in all of it.
  long wrong() {
    return load.wrong() + runs.stream().mapToLong(run -> run.result().wrong()).sum();
  }

  @Override
  public Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("records", Json.of(plan.records()));
    fields.put("value_bytes", Json.of(plan.valueBytes()));
    fields.put("outstanding", Json.of(plan.callers()));
    fields.put("seed", Json.of(plan.seed()));
    fields.put("wrong", Json.of(wrong()));
    fields.put("load", json(load));
    fields.put("workloads", new Json.Items(runs.stream().map(YcsbReport::json).toList()));
    return new Json.Fields(fields);
  }

  /// For people.
  @Override
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT, "%-9s %-18s %10s %9s %9s %9s %9s %11s",
        "", "", "count", "p50 us", "p95 us", "p99 us", "max us", "operations/s"));
    lines.addAll(lines("load", load));
    runs.forEach(run -> lines.addAll(lines("workload " + name(run.workload()), run.result())));
    lines.add(wrong() == 0 ? "All that was read is what was written"
        : "THE STORE IS BROKEN: " + wrong() + " answers were not what was written");
    return lines;
  }

  private static Json json(Run run) {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("workload", Json.of(name(run.workload())));
    fields.putAll(json(run.result()).fields());
    return new Json.Fields(fields);
  }

  private static Json json(Result result) {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("operations", Json.of(result.operations()));
    fields.put("seconds", Json.of(result.seconds()));
    fields.put("per_second", Json.of(result.perSecond()));
    fields.put("wrong", Json.of(result.wrong()));
    var troubles = new LinkedHashMap<String, Json>();
    result.troubles().forEach((trouble, count) -> troubles.put(trouble.kind(), Json.of(count)));
    fields.put("errors", new Json.Fields(troubles));
    result.latencies().forEach((kind, each) -> fields.put(name(kind), json(each)));
    return new Json.Fields(fields);
  }

  private static Json json(Latencies latencies) {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("count", Json.of(latencies.count()));
    fields.put("p50_micros", Json.of(latencies.p50Micros()));
    fields.put("p95_micros", Json.of(latencies.p95Micros()));
    fields.put("p99_micros", Json.of(latencies.p99Micros()));
    fields.put("max_micros", Json.of(latencies.maxMicros()));
    return new Json.Fields(fields);
  }

  private static List<String> lines(String what, Result result) {
    var lines = new ArrayList<String>();
    for (Map.Entry<Operation, Latencies> each : result.latencies().entrySet()) {
      Latencies took = each.getValue();
      lines.add(String.format(Locale.ROOT, "%-9s %-18s %,10d %9.0f %9.0f %9.0f %9.0f %,11.0f",
          lines.isEmpty() ? what : "", name(each.getKey()).replace('_', ' '), took.count(),
          took.p50Micros(), took.p95Micros(), took.p99Micros(), took.maxMicros(),
          took.count() / result.seconds()));
    }
    for (Map.Entry<Trouble, Long> each : result.troubles().entrySet()) {
      lines.add(String.format(Locale.ROOT, "%-9s %-18s %,10d", lines.isEmpty() ? what : "",
          each.getKey().kind(), each.getValue()));
    }
    return lines;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
