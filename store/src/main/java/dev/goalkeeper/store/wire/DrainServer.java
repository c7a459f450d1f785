package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// A server is to give its tablets to others, and to get no new ones; or not any more. The answer
/// says how far that is; to ask again is how one waits for the end.
///
/// @param drain whether it is to be empty
public record DrainServer(ServerId server, boolean drain) implements Request.ToCoordinator {
  public DrainServer {
    require(!server.equals(ServerId.NONE), "no server to drain");
  }
}
