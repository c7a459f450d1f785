package dev.goalkeeper.pools;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Prints a rule table from the code that runs.
final class TablePrinter<T extends Task<T>> {
  private final Rules<T> rules;
  private final long @Nullable [] firings;
  private final StringBuilder text = new StringBuilder();
  private int nodes;

  /// @param firings how often each row fired, by its position; nothing if nobody counted
  private TablePrinter(Rules<T> rules, long @Nullable [] firings) {
    this.rules = rules;
    this.firings = firings;
  }

  static <T extends Task<T>> String print(
      Rules<T> rules, TableFormat format, long @Nullable [] firings) {
    var printer = new TablePrinter<>(rules, firings);
    switch (format) {
      case TEXT -> printer.columns();
      case MARKDOWN -> printer.markdown();
      case MERMAID -> printer.mermaid();
    }
    return printer.text.toString();
  }

  private void columns() {
    List<Row<T>> rows = rules.rows();
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    int counted = rows.stream().mapToInt(row -> fired(row).length()).max().orElse(0);
    text.append(rules.name()).append('\n');
    for (Row<T> row : rows) {
      String fired = fired(row);
      text.append("  ").append(row.name()).repeat(' ', width - row.name().length())
          .append("  ").append(String.format("%-5s", row.kind()))
          .append(counted == 0 ? "" : "  ").repeat(' ', counted - fired.length()).append(fired)
          .append("  ").append(row.conditionText()).append('\n');
    }
  }

  private void markdown() {
    boolean counted = firings != null;
    text.append("| ").append(rules.name()).append(" | |").append(counted ? " fired |" : "")
        .append(" when |\n|---|---|").append(counted ? "---:|" : "").append("---|\n");
    for (Row<T> row : rules.rows()) {
      text.append("| ").append(row.name()).append(" | ").append(kind(row)).append(" | ")
          .append(counted ? fired(row) + " | " : "")
          .append(row.conditionText().replace("|", " or ")).append(" |\n");
    }
  }

  private void mermaid() {
    text.append("flowchart TD\n");
    for (Row<T> row : rules.rows()) {
      String fired = fired(row);
      text.append("  ").append(id(row)).append(shape(row.kind(), row.name()
          + (fired.isEmpty() ? "" : " (" + fired + ")"))).append('\n');
    }
    String root = node(rules.root());
    if (nodes == 0 && !root.isEmpty()) {
      text.append("  always --> ").append(root).append('\n');
    }
  }

  /// Draws what follows a decision; returns the name of its node, empty if it cannot happen.
  private String node(Decision<T> decision) {
    return switch (decision) {
      case Decision.Leaf<T> leaf -> id(leaf.row());
      case Decision.Impossible<T> never -> "";
      case Decision.Split<T> split -> split(split);
    };
  }

  private String split(Decision.Split<T> split) {
    String node = "n" + nodes++;
    Clause<T> clause = split.clause();
    text.append("  ").append(node).append("{\"").append(clause.name()).append("\"}\n");
    Map<String, String> labels = new LinkedHashMap<>();
    for (int value = 0; value < clause.size(); value++) {
      String child = node(split.byValue().get(value));
      if (!child.isEmpty()) {
        labels.merge(child, clause.valueName(value), (one, other) -> one + ", " + other);
      }
    }
    labels.forEach((child, label) -> text.append("  ").append(node).append(" -->|\"")
        .append(label).append("\"| ").append(child).append('\n'));
    return node;
  }

  private String fired(Row<T> row) {
    return firings != null && row.kind() == Row.Kind.RULE
        ? String.valueOf(firings[rules.rows().indexOf(row)]) : "";
  }

  private String id(Row<T> row) {
    return "row" + rules.rows().indexOf(row);
  }

  private static String kind(Row<?> row) {
    return switch (row.kind()) {
      case RULE -> "fires";
      case WAITS -> "waits";
      case GOAL -> "**goal**";
    };
  }

  private static String shape(Row.Kind kind, String label) {
    return switch (kind) {
      case RULE -> "[\"" + label + "\"]";
      case WAITS -> "(\"" + label + "\")";
      case GOAL -> "([\"" + label + "\"])";
    };
  }
}
