package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;

/// What the coordinator says to servers goes out here, with its term on it.
public final class Calls {
  private final Transport transport;
  private final long term;
  private final Runnable deposition;

  /// @param term in which this coordinator leads
  /// @param deposition is run when a server follows another one; maybe more than once
  Calls(Transport transport, long term, Runnable deposition) {
    this.transport = transport;
    this.term = term;
    this.deposition = deposition;
  }

  /// Sends a command; the answer, or that there is none, ends the operation of that token.
  public void send(Member to, Request request, Completion<Message> answer, long token) {
    var envelope = new Envelope(0, term, ServerId.NONE, to.id());
    transport.call(to.address(), envelope, request, new Heard(answer), token);
  }

  /// Listens for the word that this term is over.
  private final class Heard implements Completion<Message> {
    private final Completion<Message> answer;

    Heard(Completion<Message> answer) {
      this.answer = answer;
    }

    @Override
    public void complete(long token, Message message) {
      answer.complete(token, message);
      if (message instanceof Refused refused && refused.reason() == Refusal.STALE_TERM) {
        deposition.run();
      }
    }

    @Override
    public void fail(long token, Throwable cause) {
      answer.fail(token, cause);
    }
  }
}
