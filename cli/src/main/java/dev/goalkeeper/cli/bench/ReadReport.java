package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Load;
import dev.goalkeeper.bench.Sample;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// What reads cost.
record ReadReport(Medians medians) implements Report {
  /// The most that a read may take of a bare echo's time.
  private static final double TO_FLOOR_MAX = 1.5;

  @Override
  public Json json() {
    var fields = new LinkedHashMap<String, Json>();
    put(fields, "", Medians.STORE);
    put(fields, "floor_", Medians.FLOOR);
    fields.put("p50_to_floor", Json.of(medians.toOther(Medians.FLOOR)));
    fields.put("p50_to_floor_goal", Json.of(TO_FLOOR_MAX));
    if (medians.has(Medians.REDIS)) {
      put(fields, "redis_", Medians.REDIS);
      fields.put("p50_to_redis", Json.of(medians.toOther(Medians.REDIS)));
      fields.put("p50_to_redis_goal", Json.of(1.0));
    }
    return new Json.Fields(fields);
  }

  /// For people.
  @Override
  public List<String> lines() {
    var lines = new ArrayList<>(medians.lines("100-byte values", "reads"));
    lines.add(String.format(Locale.ROOT,
        "One client: p50 is %.2f times a bare echo's (goal: %.1f)%s",
        medians.toOther(Medians.FLOOR), TO_FLOOR_MAX, medians.has(Medians.REDIS)
            ? String.format(Locale.ROOT, ", %.2f times that of Redis with GET (goal: 1.0)",
                medians.toOther(Medians.REDIS))
            : ""));
    return lines;
  }

  private void put(LinkedHashMap<String, Json> fields, String before, String who) {
    Sample one = medians.sample(who, Load.ONE_CLIENT);
    fields.put(before + "p50_micros", Json.of(one.p50Micros()));
    fields.put(before + "p99_micros", Json.of(one.p99Micros()));
    Sample many = medians.sample(who, Load.OUTSTANDING_16);
    fields.put(before + "outstanding16_p50_micros", Json.of(many.p50Micros()));
    fields.put(before + "outstanding16_p99_micros", Json.of(many.p99Micros()));
    fields.put(before + "reads_per_second", Json.of(many.perSecond()));
  }
}
