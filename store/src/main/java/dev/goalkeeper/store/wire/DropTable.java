package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// Drops a table with all that is in it. The answer comes when nobody serves it any more.
///
/// A name may be another table's by the time that a request comes again; an id never is. So what is
/// not there, or not any more, is done.
public record DropTable(TableId table) implements Request.ToCoordinator {
  public DropTable {
    require(!table.equals(TableId.NONE), "no table to drop");
  }
}
