package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Contest;
import dev.goalkeeper.bench.Sample;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// What random overwrites cost in a full store, beside the same in one that is almost empty.
record CleanReport(List<Measured> all) implements Report {

  /// @param object what was written
  /// @param cleaning in the full store meanwhile
  record Measured(Sizes object, Writes full, Writes empty, Cleaning cleaning) {
    double throughput() {
      return full.outstanding().perSecond() / empty.outstanding().perSecond();
    }

    double p99Outstanding() {
      return full.outstanding().p99Micros() / empty.outstanding().p99Micros();
    }

    double p99One() {
      return full.one().p99Micros() / empty.one().p99Micros();
    }

    /// Bytes of index and log for each object, beyond its key and value.
    double overhead() {
      return (double) (cleaning.objectBytes() + cleaning.indexBytes()) / cleaning.objects()
          - object.keyBytes() - object.valueBytes();
    }
  }

  /// Bytes of one object.
  record Sizes(int valueBytes, int keyBytes) {}

  /// How writes did.
  ///
  /// @param outstanding sixteen under way
  /// @param one a caller that waits for each
  record Writes(Sample outstanding, Sample one) {
    static Writes of(List<Contest.Entry> entries) {
      return new Writes(entries.getFirst().median(), entries.getLast().median());
    }
  }

  /// What a master did while it was measured, and has at the end.
  ///
  /// @param appended bytes, whoever wrote them
  /// @param moved bytes of them, by the cleaner
  /// @param segments that were cleaned
  /// @param objectBytes in the log, of all objects
  /// @param indexBytes in memory
  record Cleaning(
      long appended, long moved, long segments, long objects, long objectBytes, long indexBytes) {
    static Cleaning between(Json before, Json after) {
      Json memory = after.at("memory");
      return new Cleaning(
          after.at("log").at("bytes").number() - before.at("log").at("bytes").number(),
          memory.at("moved_bytes").number() - before.at("memory").at("moved_bytes").number(),
          memory.at("segments_cleaned").number()
              - before.at("memory").at("segments_cleaned").number(),
          after.at("tablets").items().stream()
              .mapToLong(tablet -> tablet.at("objects").number()).sum(),
          memory.at("object_bytes").number(), after.at("index").at("bytes").number());
    }

    /// Bytes that were appended for each one that was written.
    double amplification() {
      return (double) appended / (appended - moved);
    }
  }

  @Override
  public Json json() {
    var fields = new LinkedHashMap<String, Json>();
    for (Measured each : all) {
      String suffix = "_" + each.object().valueBytes();
      fields.put("full_to_empty" + suffix, Json.of(each.throughput()));
      fields.put("p99_to_empty" + suffix, Json.of(each.p99Outstanding()));
      fields.put("p99_to_empty_one_client" + suffix, Json.of(each.p99One()));
      fields.put("writes_per_second" + suffix, Json.of(each.full().outstanding().perSecond()));
      fields.put("p99_micros" + suffix, Json.of(each.full().outstanding().p99Micros()));
      fields.put("write_amplification" + suffix, Json.of(each.cleaning().amplification()));
      fields.put("segments_cleaned" + suffix, Json.of(each.cleaning().segments()));
      fields.put("overhead_bytes" + suffix, Json.of(each.overhead()));
    }
    return new Json.Fields(fields);
  }

  /// For people.
  @Override
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT, "%-12s %-15s %10s %8s %8s %8s %22s",
        "overwrites", "at random", "writes/s", "p50 us", "p99 us", "p99.9 us", "one: p50, p99 us"));
    for (Measured each : all) {
      int bytes = each.object().valueBytes();
      lines.add(line(bytes + " bytes", "full", each.full()));
      lines.add(line("", "almost empty", each.empty()));
      lines.add(String.format(Locale.ROOT, "  full to empty: %.2f of the writes, p99 %.2f times "
          + "(one client: %.2f); %.2f bytes appended for one that was written, %d segments cleaned;"
          + " %.1f bytes for each object beyond key and value",
          each.throughput(), each.p99Outstanding(), each.p99One(),
          each.cleaning().amplification(), each.cleaning().segments(), each.overhead()));
    }
    return lines;
  }

  private static String line(String what, String where, Writes writes) {
    return String.format(Locale.ROOT, "%-12s %-15s %,10.0f %8.0f %8.0f %8.0f %13.0f, %7.0f",
        what, where, writes.outstanding().perSecond(), writes.outstanding().p50Micros(),
        writes.outstanding().p99Micros(), writes.outstanding().p999Micros(),
        writes.one().p50Micros(), writes.one().p99Micros());
  }
}
