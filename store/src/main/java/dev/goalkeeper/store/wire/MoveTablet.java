package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireName;

/// Has the tablet that has a hash brought to another server, while it is being used. The answer
/// comes when it is served there, or refuses when that was given up. To ask again is no error.
///
/// @param table its name
/// @param hash any of the tablet's
/// @param to who is to serve it
public record MoveTablet(String table, long hash, ServerId to) implements Request.ToCoordinator {
  public MoveTablet {
    requireName("table", table);
    require(!to.equals(ServerId.NONE), "a move to nobody");
  }
}
