package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// A server that is down while it has tablets, and what is done about it: for the people behind
/// whoever finds that it does not answer.
///
/// @param server that is down
/// @param text how far its recovery is, and what it waits for; what is too long is cut
public record Outage(ServerId server, String text) {
  public Outage {
    require(!server.equals(ServerId.NONE), "an outage of no server");
    text = Limits.reason(text);
  }
}
