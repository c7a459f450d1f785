package dev.goalkeeper.cli.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The paper's Figure 2, with how often each row has fired.
public final class ReplicaRules {
  /// The table's name in what servers say about firings.
  static final String TABLE = "Replica";

  private static final List<Row> ROWS =
      List.of(
          new Row("R1", "no backup selected", "choose an available backup"),
          new Row("R2", "header not committed, no RPC outstanding", "start RPC with the header"),
          new Row("R3", "header not committed, RPC completed",
              "header committed; the prior segment may close"),
          new Row("R4", "uncommitted data, no RPC, prior footer safe",
              "start RPC with up to 1 MB of it"),
          new Row("R5", "uncommitted data, RPC completed", "sent data is committed"),
          new Row("R6", "segment finalized, next header committed",
              "start RPC with the footer"),
          new Row("R7", "segment finalized, RPC completed",
              "footer committed; the next segment may send data"),
          new Row("R8", "RPC failed or timed out", "rest, then send again from what is known"),
          new Row("R9", "the backup has refused", "turn to another backup"),
          new Row("F1", "the backup has crashed", "deselect it; nothing sent, nothing committed"),
          new Row("F2", "the backup fails again and again", "give it up, as with F1"));

  private ReplicaRules() {}

  /// The lines of the table.
  public static List<String> lines(Map<String, Long> firings) {
    var lines = new ArrayList<String>();
    lines.add(line("rule", "condition", "action", "firings"));
    for (Row row : ROWS) {
      long count = firings.getOrDefault(row.name, 0L);
      String text = String.format(Locale.ROOT, "%,d", count);
      lines.add(line(row.name, row.condition, row.action, text));
    }
    return lines;
  }

  /// What has been added since an earlier count.
  public static Map<String, Long> since(Map<String, Long> earlier, Map<String, Long> now) {
    var added = new LinkedHashMap<String, Long>();
    now.forEach((row, count) -> added.put(row, count - earlier.getOrDefault(row, 0L)));
    return added;
  }

  private static String line(String name, String condition, String action, String count) {
    return String.format(
        Locale.ROOT, "  %-4s  %-43s  %-49s  %9s", name, condition, action, count);
  }

  private record Row(String name, String condition, String action) {}
}
