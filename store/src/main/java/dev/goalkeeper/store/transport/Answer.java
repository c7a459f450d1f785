package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;

/// The answer to one request, which is given once. It holds nothing of the request's memory.
final class Answer implements Responder {
  private final InboundConnection connection;
  private final long requestId;
  private final Envelope envelope;
  private boolean given;

  /// @param envelope that it travels in
  Answer(InboundConnection connection, long requestId, Envelope envelope) {
    this.connection = connection;
    this.requestId = requestId;
    this.envelope = envelope;
  }

  @Override
  public void respond(Message reply) {
    if (given) {
      throw new IllegalStateException("request " + requestId + " is answered a second time");
    }
    given = true;
    connection.answer(requestId, envelope, reply);
  }
}
