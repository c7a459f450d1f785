package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Load;
import dev.goalkeeper.bench.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How those did who were compared in one run: by who was measured, and under which load.
record Medians(Map<String, Map<Load, Sample>> of) {
  static final String STORE = "goalkeeper";
  static final String FLOOR = "floor";
  static final String REDIS = "redis";

  Medians {
    of = new LinkedHashMap<>(of);
  }

  boolean has(String who) {
    return of.containsKey(who);
  }

  Sample sample(String who, Load load) {
    Sample found = of.getOrDefault(who, Map.of()).get(load);
    if (found == null) {
      throw new IllegalStateException(who + " was not measured under " + load);
    }
    return found;
  }

  /// How many times as long one client of the store waits.
  double toOther(String other) {
    return sample(STORE, Load.ONE_CLIENT).p50Micros()
        / sample(other, Load.ONE_CLIENT).p50Micros();
  }

  /// A table for people.
  ///
  /// @param what is called, in plural
  List<String> lines(String title, String what) {
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT, "%-11s %-28s %8s %8s %8s %10s",
        "", title, "p50 us", "p99 us", "p99.9 us", what + "/s"));
    of.forEach((who, loads) ->
        loads.forEach((load, sample) -> lines.add(line(who, load, sample))));
    return lines;
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
