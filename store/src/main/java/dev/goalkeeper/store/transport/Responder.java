package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Message;

/// The way back to whoever sent one request.
@FunctionalInterface
public interface Responder {
  /// Answers: once, now or later, on the [Loop]'s thread. A connection that is gone drops the
  /// answer silently.
  ///
  /// @throws IllegalStateException when it was answered already, or on another thread
  void respond(Message reply);
}
