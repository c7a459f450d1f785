package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Refused;

/// An operation failed because the other side refused its request: the failure that [Expecting]
/// puts into it, for rules that tell one refusal from another.
public final class RequestRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Refused refused;

  RequestRefused(Refused refused) {
    // An expected outcome: it needs no stack, and may come often.
    super(refused.reason() + ": " + refused.text(), null, false, false);
    this.refused = refused;
  }

  public Refused refused() {
    return refused;
  }
}
