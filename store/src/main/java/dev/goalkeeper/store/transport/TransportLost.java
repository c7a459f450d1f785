package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Address;

/// A call ended without an answer: whether its request took effect is not known, unless it was
/// never sent. Rules react to it as to any failed operation. It carries no stack trace, since it
/// comes from the network, not from code.
public final class TransportLost extends RuntimeException {
  private final boolean sent;

  public TransportLost(Address to, String why) {
    this(to, why, true);
  }

  private TransportLost(Address to, String why, boolean sent) {
    super("no answer from " + to + ": " + why, null, false, false);
    this.sent = sent;
  }

  /// No byte of the request has left this process: it has certainly not taken effect.
  public static TransportLost unsent(Address to, String why) {
    return new TransportLost(to, why, false);
  }

  /// True if the request may have arrived.
  public boolean sent() {
    return sent;
  }
}
