package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// A server asks for its read lease to be prolonged. It counts from when this was sent.
///
/// @param server this life of it; refused if it has been given up
public record RenewLease(ServerId server) implements Request.ToCoordinator {
  /// Checks that somebody asks.
  public RenewLease {
    require(!server.equals(ServerId.NONE), "a lease of no server");
  }
}
