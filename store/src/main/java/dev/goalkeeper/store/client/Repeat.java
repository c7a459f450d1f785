package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.TableId;

/// What a request does that comes more than once.
sealed interface Repeat {
  /// No more than if it comes once.
  record Harmless() implements Repeat {}

  /// Nobody knows: it is not sent again if it may have arrived.
  record Never() implements Repeat {}

  /// No more than if it comes once, by its number among the mutations of the client's lease; it
  /// gets one when it is sent first.
  record Numbered() implements Repeat {}

  /// The same, with the number that it had before: nobody knows what came of it then.
  ///
  /// @param table to which it was sent, and which another one of its name does not stand for
  record Again(Ticket ticket, TableId table) implements Repeat {}

  /// Whether it may be sent again when nobody knows whether it has arrived.
  default boolean harmless() {
    return !(this instanceof Never);
  }
}
