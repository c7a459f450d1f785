package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireName;

/// Asks who serves a table.
public record GetTable(String name) implements Request.ToCoordinator {
  public GetTable {
    requireName("table", name);
  }
}
