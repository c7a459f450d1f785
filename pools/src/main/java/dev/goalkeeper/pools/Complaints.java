package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is wrong with a table, as a person reads it: by kind, a few of each, and how many more.
final class Complaints {
  /// The most that is looked for: so many holes have one cause, or few.
  static final int MAX = 1_000;

  /// Shown of each kind: enough to see what they have in common.
  private static final int SHOWN_MAX = 4;

  private Complaints() {}

  /// @param all each begins with its kind and a colon
  static List<String> grouped(List<String> all) {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    for (String each : all) {
      kinds.computeIfAbsent(each.substring(0, each.indexOf(':')), kind -> new ArrayList<>())
          .add(each);
    }
    String least = all.size() >= MAX ? "at least " : "";
    List<String> grouped = new ArrayList<>();
    kinds.forEach((kind, of) -> {
      grouped.addAll(of.subList(0, Math.min(of.size(), SHOWN_MAX)));
      if (of.size() > SHOWN_MAX) {
        grouped.add(kind + ": and " + least + (of.size() - SHOWN_MAX) + " more");
      }
    });
    return grouped;
  }
}
