package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// A server is being drained, or is not any more.
///
/// @param tabletsLeft that it has
public record Draining(int tabletsLeft) implements Reply.ToDrainServer {
  public Draining {
    requireNotNegative("tablets", tabletsLeft);
  }
}
