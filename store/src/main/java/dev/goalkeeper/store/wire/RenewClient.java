package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// A client asks for a lease, or for its own to be prolonged.
///
/// @param client its lease; 0 asks for a new one
public record RenewClient(long client) implements Request.ToCoordinator {
  public RenewClient {
    requireNotNegative("client", client);
  }
}
