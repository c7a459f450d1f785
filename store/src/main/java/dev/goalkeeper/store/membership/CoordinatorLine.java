package dev.goalkeeper.store.membership;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import java.util.List;

/// What a server asks of its coordinator goes out here, in its own name.
///
/// @param coordinators of whom one leads
/// @param self the life of the server that asks
public record CoordinatorLine(Coordinators coordinators, ServerId self) {
  /// To the only coordinator.
  public CoordinatorLine(Transport transport, Address coordinator, ServerId self) {
    this(new Coordinators(transport, List.of(coordinator)), self);
  }

  /// Asks; the answer, or that there is none, ends the operation of that token.
  public void call(
      Request.ToCoordinator request, Completion<? super Message> answer, long token) {
    coordinators.call(new Envelope(0, 0, self, ServerId.NONE), request, answer, token);
  }
}
