package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// A server does not answer another one: the coordinator finds out for itself whether it is dead.
///
/// @param server that life of it
public record Suspect(ServerId server) implements Request.ToCoordinator {
  /// Checks that somebody is suspected.
  public Suspect {
    require(!server.equals(ServerId.NONE), "nobody is suspected");
  }
}
