package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.timeline.Bucket;
import dev.goalkeeper.bench.timeline.OpenLoop;
import dev.goalkeeper.bench.timeline.Picture;
import dev.goalkeeper.bench.timeline.Series;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// What the death of a master did to calls.
final class TimelineReport implements Report {
  private static final Duration BUCKET = Duration.ofMillis(10);

  private static final List<String> STORES = List.of("goalkeeper", "redis");

  private final OpenLoop.Plan plan;
  private final double noticedMillis;
  private final List<Row> rows = new ArrayList<>();

  /// One kind of call of one store.
  private record Row(String store, String kind, Series series, long zeroNanos) {
    private List<Bucket> buckets() {
      return series.buckets(zeroNanos, BUCKET);
    }

    private long failed() {
      return series.failures().values().stream().mapToLong(each -> each).sum();
    }
  }

  /// @param deaths of our master, and then perhaps Redis's
  TimelineReport(OpenLoop.Plan plan, List<TimelineBench.Death> deaths) {
    this.plan = plan;
    this.noticedMillis = deaths.getFirst().noticedMillis();
    for (int i = 0; i < deaths.size(); i++) {
      add(STORES.get(i), deaths.get(i).found());
    }
  }

  /// The picture of it.
  String svg() {
    var panels = rows.stream()
        .map(row -> new Picture.Panel(title(row), row.buckets())).toList();
    String subtitle = String.format(Locale.ROOT,
        "%,d reads and %,d writes a second of 100 bytes, three copies; a point for each %d ms. %s",
        plan.perSecond(), plan.perSecond(), BUCKET.toMillis(),
        rows.size() > 2 ? "Redis: a replica is promoted by hand at once." : "").strip();
    return Picture.svg(
        new Picture.Words("What calls wait when a master is killed", subtitle, "SIGKILL"),
        panels, (double) -plan.before().toMillis(), (double) plan.after().toMillis());
  }

  @Override
  public Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("per_second", Json.of(plan.perSecond()));
    fields.put("bucket_millis", Json.of(BUCKET.toMillis()));
    fields.put("noticed_millis", Json.of(noticedMillis));
    for (Row row : rows) {
      fields.put(row.store() + "_" + row.kind(), json(row));
    }
    return new Json.Fields(fields);
  }

  /// For people.
  @Override
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT, "%-11s %-7s %12s %12s %14s %14s %8s", "", "",
        "before, p50", "p99 us", "back after ms", "longest ms", "failed"));
    for (Row row : rows) {
      Bucket before = row.series().before(row.zeroNanos());
      lines.add(String.format(Locale.ROOT, "%-11s %-7s %12.0f %12.0f %14.0f %14.0f %8d",
          row.store(), row.kind(), before.p50Micros(), before.p99Micros(),
          row.series().backMillis(row.zeroNanos()), row.series().longestMillis(row.zeroNanos()),
          row.failed()));
    }
    lines.add(String.format(Locale.ROOT,
        "The coordinator gave the master up %.0f ms after the kill", noticedMillis));
    return lines;
  }

  private void add(String store, OpenLoop.Found found) {
    rows.add(new Row(store, "reads", found.reads(), found.zeroNanos()));
    rows.add(new Row(store, "writes", found.writes(), found.zeroNanos()));
  }

  private String title(Row row) {
    boolean redis = row.store().equals("redis");
    return String.format(Locale.ROOT,
        "%s, %s: %sback after %,.0f ms, the longest wait is %,.0f ms%s",
        redis ? "Redis" : "Goalkeeper", row.kind(),
        redis ? "" : String.format(Locale.ROOT, "given up after %,.0f ms, ", noticedMillis),
        row.series().backMillis(row.zeroNanos()), row.series().longestMillis(row.zeroNanos()),
        row.failed() == 0 ? ", none failed" : ", " + row.failed() + " failed");
  }

  private static Json json(Row row) {
    Bucket before = row.series().before(row.zeroNanos());
    var fields = new LinkedHashMap<String, Json>();
    fields.put("before_p50_micros", Json.of(before.p50Micros()));
    fields.put("before_p99_micros", Json.of(before.p99Micros()));
    fields.put("back_millis", Json.of(row.series().backMillis(row.zeroNanos())));
    fields.put("longest_wait_millis", Json.of(row.series().longestMillis(row.zeroNanos())));
    fields.put("failed", Json.of(row.series().failures()));
    fields.put("buckets",
        new Json.Items(row.buckets().stream().map(TimelineReport::json).toList()));
    return new Json.Fields(fields);
  }

  private static Json json(Bucket bucket) {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("from_millis", Json.of(Math.round(bucket.fromMillis())));
    fields.put("count", Json.of(bucket.count()));
    fields.put("p50_micros", Json.of(bucket.p50Micros()));
    fields.put("p99_micros", Json.of(bucket.p99Micros()));
    fields.put("max_micros", Json.of(bucket.maxMicros()));
    return new Json.Fields(fields);
  }
}
