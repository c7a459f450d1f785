package dev.goalkeeper.clustersim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// How often each rule fired, by table and row.
public final class Firings {
  private final Map<String, Map<String, Long>> byTable = new TreeMap<>();

  /// Adds what a pool counted.
  public void add(Map<String, Map<String, Long>> counted) {
    counted.forEach((table, rows) -> {
      Map<String, Long> sums = byTable.computeIfAbsent(table, name -> new LinkedHashMap<>());
      rows.forEach((row, count) -> sums.merge(row, count, Long::sum));
    });
  }

  /// Adds what another run counted.
  public void add(Firings other) {
    add(other.byTable);
  }

  /// The counts.
  public Map<String, Map<String, Long>> all() {
    return byTable;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    byTable.forEach((table, rows) -> text.append(String.format("  %-12s %s%n", table, rows)));
    return text.toString();
  }
}
