package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Address;

/// A call ended without an answer: whether its request took effect is not known. Rules react to it
/// as to any failed operation. It carries no stack trace, since it comes from the network, not from
/// code.
public final class TransportLost extends RuntimeException {
  public TransportLost(Address to, String why) {
    super("no answer from " + to + ": " + why, null, false, false);
  }
}
