package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// A table. Ids rise from 1 and are never used again, also not for a table of the same name.
public record TableId(long value) implements Comparable<TableId> {
  /// No table.
  public static final TableId NONE = new TableId(0);

  public TableId {
    requireNotNegative("table id", value);
  }

  @Override
  public int compareTo(TableId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
