package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;

/// Who answers the requests that arrive at an address. All methods run on the [Loop]'s thread.
@FunctionalInterface
public interface Receiver {
  /// A request has come. It must be answered through `responder`, now or later; whoever cannot
  /// answer it says so with a refusal. Memory that the message refers to, its keys and values among
  /// it, is valid until this returns.
  void receive(Envelope envelope, Message request, Responder responder);

  /// The requests and answers that were there have been delivered. What is sent from here still
  /// leaves together with what they caused, in one flush to each peer.
  default void turnEnded() {}
}
