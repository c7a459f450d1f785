package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Row;
import dev.goalkeeper.store.replication.ReplicatedLog;
import dev.goalkeeper.testkit.RuleTables;
import java.util.List;

/// A rule of one of the store's tables.
///
/// @param table the simple name of the task class
/// @param row its name in the table
public record StoreRow(String table, String row) {
  private static final String STORE = "dev.goalkeeper.store";

  /// All of them, read from the tables themselves: none can be forgotten.
  public static List<StoreRow> all() {
    return RuleTables.below(STORE, ReplicatedLog.class).stream()
        .flatMap(rules -> rules.rows().stream()
            .filter(row -> row.kind() == Row.Kind.RULE)
            .map(row -> new StoreRow(rules.name(), row.name())))
        .toList();
  }

  /// As people read it.
  @Override
  public String toString() {
    return table + " " + row;
  }
}
