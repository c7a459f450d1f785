package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// The client's lease does not end for so long.
///
/// @param client the lease, from 1; no other client ever has the same
/// @param millis above zero, from when the coordinator was asked
public record ClientLeased(long client, int millis) implements Reply.ToRenewClient {
  public ClientLeased {
    require(client > 0, "client", client);
    require(millis > 0, "a client's lease of that many ms", millis);
  }
}
