package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Contest;
import dev.goalkeeper.bench.Load;
import dev.goalkeeper.bench.Sample;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What writes cost: by who was measured, and under which load.
record WriteReport(Map<String, Map<Load, Sample>> medians) implements Report {
  static final String STORE = "goalkeeper";
  static final String PLAIN = "sent once";
  static final String FLOOR = "floor";
  static final String REDIS = "redis";

  static WriteReport of(Map<String, ? extends Map<Load, Contest.Entry>> entries) {
    var medians = new LinkedHashMap<String, Map<Load, Sample>>();
    entries.forEach((who, loads) -> {
      var samples = new LinkedHashMap<Load, Sample>();
      loads.forEach((load, entry) -> samples.put(load, entry.median()));
      medians.put(who, samples);
    });
    return new WriteReport(medians);
  }

  @Override
  public Json json() {
    Sample one = sample(STORE, Load.ONE_CLIENT);
    Sample floor = sample(FLOOR, Load.ONE_CLIENT);
    var fields = new LinkedHashMap<String, Json>();
    fields.put("p50_micros", Json.of(one.p50Micros()));
    fields.put("p99_micros", Json.of(one.p99Micros()));
    fields.put("floor_p50_micros", Json.of(floor.p50Micros()));
    fields.put("p50_to_floor", Json.of(one.p50Micros() / floor.p50Micros()));
    fields.put("writes_per_second", Json.of(sample(STORE, Load.OUTSTANDING_16).perSecond()));
    fields.put("floor_writes_per_second", Json.of(sample(FLOOR, Load.OUTSTANDING_16).perSecond()));
    fields.put("connections16_per_second", Json.of(sample(STORE, Load.CONNECTIONS_16).perSecond()));
    fields.put("floor_connections16_per_second",
        Json.of(sample(FLOOR, Load.CONNECTIONS_16).perSecond()));
    fields.put("exactly_once_to_plain", Json.of(ratio(PLAIN)));
    if (medians.containsKey(REDIS)) {
      Sample redis = sample(REDIS, Load.ONE_CLIENT);
      fields.put("redis_p50_micros", Json.of(redis.p50Micros()));
      fields.put("redis_writes_per_second",
          Json.of(sample(REDIS, Load.CONNECTIONS_16).perSecond()));
      fields.put("p50_to_redis", Json.of(one.p50Micros() / redis.p50Micros()));
    }
    return new Json.Fields(fields);
  }

  /// For people.
  @Override
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT, "%-11s %-28s %8s %8s %8s %10s",
        "", "100-byte values, 3 copies", "p50 us", "p99 us", "p99.9 us", "writes/s"));
    medians.forEach((who, loads) ->
        loads.forEach((load, sample) -> lines.add(line(who, load, sample))));
    lines.add(String.format(Locale.ROOT, "One client: p50 is %.2f times the floor's%s",
        ratio(FLOOR), medians.containsKey(REDIS)
            ? String.format(Locale.ROOT, ", %.2f times that of Redis with SET and WAIT",
                ratio(REDIS))
            : ""));
    lines.add(String.format(Locale.ROOT,
        "Exactly once: p50 is %.2f times that of writes that are sent once at the most",
        ratio(PLAIN)));
    return lines;
  }

  private double ratio(String other) {
    return sample(STORE, Load.ONE_CLIENT).p50Micros()
        / sample(other, Load.ONE_CLIENT).p50Micros();
  }

  private Sample sample(String who, Load load) {
    Map<Load, Sample> loads = medians.getOrDefault(who, Map.of());
    Sample found = loads.get(load);
    if (found == null) {
      throw new IllegalStateException(who + " was not measured under " + load);
    }
    return found;
  }

  private static String line(String who, Load load, Sample sample) {
    return String.format(Locale.ROOT, "%-11s %-28s %8.0f %8.0f %8.0f %,10.0f", who, name(load),
        sample.p50Micros(), sample.p99Micros(), sample.p999Micros(), sample.perSecond());
  }

  private static String name(Load load) {
    if (load.equals(Load.ONE_CLIENT)) {
      return "one client";
    }
    return load.connections() == 1
        ? load.outstanding() + " outstanding"
        : load.connections() + " connections";
  }
}
