package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Once;

/// A mutation's place among those of its lease.
record Ticket(Sequences of, long sequence) {
  /// Whether its result is still to be found out; whoever asks does so from now on.
  boolean take() {
    return of.take(sequence);
  }

  /// What goes with the mutation now.
  Once once() {
    return of.once(sequence);
  }
}
