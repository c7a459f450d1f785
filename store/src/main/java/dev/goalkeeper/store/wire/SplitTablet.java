package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireName;

/// A tablet of the table begins at that hash from now on: the one that has it is divided, and both
/// pieces stay where they are. To ask again is no error.
///
/// @param table its name
/// @param hash the first one of the upper piece
public record SplitTablet(String table, long hash) implements Request.ToCoordinator {
  public SplitTablet {
    requireName("table", table);
  }
}
