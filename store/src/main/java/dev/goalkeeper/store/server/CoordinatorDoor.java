package dev.goalkeeper.store.server;

import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;

/// Where requests to a coordinator's process come in.
final class CoordinatorDoor implements Receiver {
  private final Candidacy candidacy;
  private final Inspector inspector;

  CoordinatorDoor(Candidacy candidacy, Inspector inspector) {
    this.candidacy = candidacy;
    this.inspector = inspector;
  }

  @Override
  public void receive(Envelope envelope, Message message, Responder responder) {
    switch (message) {
      case Request.ToCoordinator request -> candidacy.coordinator().ifPresentOrElse(
          coordinator -> coordinator.receive(request, responder), () -> standBy(responder));
      case Ping ping -> responder.respond(new Pong());
      case Inspect inspect -> responder.respond(inspector.answer(inspect));
      case Request.ToServer request -> refuse(responder);
      case Request.ToMaster request -> refuse(responder);
      case Request.ToRecoveryMaster request -> refuse(responder);
      case Request.ToReplication request -> refuse(responder);
      case Request.ToBackup request -> refuse(responder);
      case Reply reply -> refuse(responder);
    }
  }

  private static void standBy(Responder responder) {
    responder.respond(new Refused(Refusal.NOT_LEADING,
        "this coordinator is a standby: another one leads, or nobody yet"));
  }

  private static void refuse(Responder responder) {
    responder.respond(new Refused(Refusal.NOT_MINE,
        "this is a coordinator: it holds no objects and no replicas"));
  }
}
