package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// What every frame carries beside its message.
///
/// @param cause the firing that sent it, so that `why` goes on across servers; 0 where there is
/// none
/// @param term of the coordinator that the sender follows; a command of an older one is refused
/// @param sender [ServerId#NONE] for clients and the coordinator
/// @param target the life of the server that is meant, so that a restarted one is not mistaken for
///     it; [ServerId#NONE] where whoever listens there is meant
public record Envelope(long cause, long term, ServerId sender, ServerId target) {
  /// From nobody in particular to whoever listens.
  public static final Envelope NONE = new Envelope(0, 0, ServerId.NONE, ServerId.NONE);

  public Envelope {
    requireNotNegative("term", term);
  }

  /// The envelope of the answer.
  public Envelope back() {
    return new Envelope(cause, term, /* sender= */ target, /* target= */ sender);
  }
}
