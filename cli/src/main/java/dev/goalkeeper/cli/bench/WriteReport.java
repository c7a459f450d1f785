package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Load;
import dev.goalkeeper.bench.Sample;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// What writes cost.
record WriteReport(Medians medians) implements Report {
  static final String PLAIN = "sent once";

  @Override
  public Json json() {
    Sample one = medians.sample(Medians.STORE, Load.ONE_CLIENT);
    var fields = new LinkedHashMap<String, Json>();
    fields.put("p50_micros", Json.of(one.p50Micros()));
    fields.put("p99_micros", Json.of(one.p99Micros()));
    fields.put("floor_p50_micros",
        Json.of(medians.sample(Medians.FLOOR, Load.ONE_CLIENT).p50Micros()));
    fields.put("p50_to_floor", Json.of(medians.toOther(Medians.FLOOR)));
    fields.put("writes_per_second", perSecond(Medians.STORE, Load.OUTSTANDING_16));
    fields.put("floor_writes_per_second", perSecond(Medians.FLOOR, Load.OUTSTANDING_16));
    fields.put("connections16_per_second", perSecond(Medians.STORE, Load.CONNECTIONS_16));
    fields.put("floor_connections16_per_second", perSecond(Medians.FLOOR, Load.CONNECTIONS_16));
    fields.put("exactly_once_to_plain", Json.of(medians.toOther(PLAIN)));
    if (medians.has(Medians.REDIS)) {
      fields.put("redis_p50_micros",
          Json.of(medians.sample(Medians.REDIS, Load.ONE_CLIENT).p50Micros()));
      fields.put("redis_writes_per_second", perSecond(Medians.REDIS, Load.CONNECTIONS_16));
      fields.put("p50_to_redis", Json.of(medians.toOther(Medians.REDIS)));
    }
    return new Json.Fields(fields);
  }

  /// For people.
  @Override
  public List<String> lines() {
    var lines = new ArrayList<>(medians.lines("100-byte values, 3 copies", "writes"));
    lines.add(String.format(Locale.ROOT, "One client: p50 is %.2f times the floor's%s",
        medians.toOther(Medians.FLOOR), medians.has(Medians.REDIS)
            ? String.format(Locale.ROOT, ", %.2f times that of Redis with SET and WAIT",
                medians.toOther(Medians.REDIS))
            : ""));
    lines.add(String.format(Locale.ROOT,
        "Exactly once: p50 is %.2f times that of writes that are sent once at the most",
        medians.toOther(PLAIN)));
    return lines;
  }

  private Json perSecond(String who, Load load) {
    return Json.of(medians.sample(who, load).perSecond());
  }
}
