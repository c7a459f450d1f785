package dev.goalkeeper.examples;

import dev.goalkeeper.pools.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules of a table in words, for people who watch.
///
/// @param table the task class
/// @param byRow what a rule does, by its name, in the order of the table
public record Words(Class<? extends Task<?>> table, Map<String, String> byRow) {
  private static final Pattern LINE = Pattern.compile("\\s*(\\S+)\\s+(.+)");

  /// Keeps the order of the rows.
  public Words {
    byRow = new LinkedHashMap<>(byRow);
  }

  /// Reads a line a rule: its name, then what it does.
  public static Words of(Class<? extends Task<?>> table, String lines) {
    var byRow = new LinkedHashMap<String, String>();
    lines.lines().forEach(line -> {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException("a rule in words is a name and words, not " + line);
      }
      byRow.put(parts.group(1), parts.group(2));
    });
    return new Words(table, byRow);
  }

  /// What a rule does.
  public String of(String row) {
    return byRow.getOrDefault(row, "");
  }
}
