package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;

/// What the coordinator says to servers goes out here, with its term on it.
public record Calls(Transport transport) {
  /// The term of a coordinator that remembers nothing: the first, always. Elections will raise it.
  static final long TERM = 1;

  /// Sends a command; the answer, or that there is none, ends the operation of that token.
  public void send(Member to, Request request, Completion<Message> answer, long token) {
    var envelope = new Envelope(0, TERM, ServerId.NONE, to.id());
    transport.call(to.address(), envelope, request, answer, token);
  }
}
