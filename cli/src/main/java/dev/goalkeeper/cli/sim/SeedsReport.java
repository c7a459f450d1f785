package dev.goalkeeper.cli.sim;

import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import dev.goalkeeper.clustersim.FaultCounts;
import dev.goalkeeper.clustersim.Firings;
import dev.goalkeeper.clustersim.SimulationReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// What a range of simulated seeds came to. An event is one thing that happens at one instant of a
/// simulated world: a message arrives, a process has a turn, the scenario does something.
final class SeedsReport implements Report {
  private final SeedRange range;
  private final int processors;
  private final Firings firings = new Firings();
  private final FaultCounts faults = new FaultCounts();
  private final List<Long> failed = new ArrayList<>();
  private long events;
  private long eventsMin = Long.MAX_VALUE;
  private long recoveries;
  private double seconds;

  /// @param processors that run seeds at the same time
  SeedsReport(SeedRange range, int processors) {
    this.range = range;
    this.processors = processors;
  }

  void kept(SimulationReport report) {
    firings.add(report.firings());
    faults.add(report.faults());
    events += report.events();
    eventsMin = Math.min(eventsMin, report.events());
    recoveries += report.recoveries();
  }

  void broken(long seed) {
    failed.add(seed);
  }

  void took(double all) {
    seconds = all;
  }

  int failures() {
    return failed.size();
  }

  @Override
  public Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("seeds", Json.of(range.count()));
    fields.put("failed", Json.of(failed.size()));
    fields.put("failed_seeds", new Json.Items(failed.stream().map(Json::of).toList()));
    fields.put("seconds", Json.of(seconds));
    fields.put("processors", Json.of(processors));
    fields.put("seeds_per_second", Json.of(range.count() / seconds / processors));
    fields.put("events_per_second", Json.of(events / seconds / processors));
    fields.put("events", Json.of(events));
    fields.put("events_per_seed_min", Json.of(failed.size() == range.count() ? 0 : eventsMin));
    fields.put("recoveries", Json.of(recoveries));
    var counts = new LinkedHashMap<String, Long>();
    faults.all().forEach((fault, count) -> counts.put(fault.name(), count));
    fields.put("faults", Json.of(counts));
    return new Json.Fields(fields);
  }

  @Override
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT,
        "%,d seeds in %.1f s, %d failed; %,d events, %,d recoveries completed",
        range.count(), seconds, failed.size(), events, recoveries));
    lines.add(String.format(Locale.ROOT,
        "on each of %d processors %.2f seeds and %,.0f events a second",
        processors, range.count() / seconds / processors, events / seconds / processors));
    firings.toString().lines().forEach(lines::add);
    lines.add("faults " + faults.all());
    return lines;
  }
}
