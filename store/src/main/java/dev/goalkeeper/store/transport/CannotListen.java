package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Address;

/// An address cannot be listened on. A command prints the message, which is one line, and ends.
public final class CannotListen extends RuntimeException {
  public CannotListen(Address at, String why) {
    super("cannot listen on " + at + " (" + why
        + "): stop what listens there, or choose another host or port");
  }
}
