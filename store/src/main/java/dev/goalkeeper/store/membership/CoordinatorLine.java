package dev.goalkeeper.store.membership;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;

/// What a server asks of its coordinator goes out here, in its own name.
///
/// @param coordinator where it listens
/// @param self the life of the server that asks
public record CoordinatorLine(Transport transport, Address coordinator, ServerId self) {
  /// Asks; the answer, or that there is none, ends the operation of that token.
  public void call(
      Request.ToCoordinator request, Completion<? super Message> answer, long token) {
    transport.call(
        coordinator, new Envelope(0, 0, self, ServerId.NONE), request, answer, token);
  }
}
