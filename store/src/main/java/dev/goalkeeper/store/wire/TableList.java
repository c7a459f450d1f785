package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireAtMost;
import static dev.goalkeeper.store.wire.Limits.requireName;
import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

import java.util.List;

/// The tables of a cluster, in the order in which they were made.
public record TableList(List<Line> tables) implements Reply.ToGetTables {
  /// A table.
  ///
  /// @param tablets into which it is divided
  public record Line(TableId id, String name, int tablets) {
    public Line {
      requireName("table", name);
      requireNotNegative("tablets", tablets);
    }
  }

  public TableList {
    tables = List.copyOf(tables);
    requireAtMost("tables", tables.size(), Limits.TABLES_MAX);
  }
}
