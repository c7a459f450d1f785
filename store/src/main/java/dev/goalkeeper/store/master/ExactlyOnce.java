package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.Effect;
import dev.goalkeeper.store.log.EntryReference;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Increment;
import dev.goalkeeper.store.wire.Incremented;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Remove;
import dev.goalkeeper.store.wire.Removed;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.Written;
import org.jspecify.annotations.Nullable;

/// Decides whether a mutation is done, and remembers what came of it (RIFL, SOSP 2015).
///
/// What had an effect is in the log, in the same segment and under the same certificate as the
/// effect. What had none (a condition that failed, no room) is remembered in memory alone: a
/// request is meant for one tenure of one tablet, so that no copy of it is done by whoever serves
/// the key after that.
final class ExactlyOnce {
  private final Log log;
  private final Answers answers;
  private final Clients clients;

  ExactlyOnce(Log log, Answers answers, Clients clients) {
    this.log = log;
    this.answers = answers;
    this.clients = clients;
  }

  /// Whether the mutation is to be done now. Otherwise it is answered here, or waits.
  boolean admits(Request.Mutation request, Responder responder) {
    Once once = request.once();
    if (once.none()) {
      return true;
    }
    ClientResults client = clients.results().find(once.client());
    if (client != null) {
      client.acknowledge(once.acknowledged());
      Reply known = client.result(once.sequence());
      if (known != null) {
        tellAgain(known, responder);
        return false;
      }
      if (client.hasAcknowledged(once.sequence())) {
        responder.respond(new Refused(Refusal.STALE_SEQUENCE, "client " + once.client()
            + " has said that it has the result of its mutation " + once.sequence()));
        return false;
      }
    }
    if (ClientResults.beyond(once)) {
      responder.respond(new Refused(Refusal.BUSY, "client " + once.client()
          + " has too many mutations that it has not acknowledged"));
      return false;
    }
    if (mayBeNew(client)) {
      return true;
    }
    askFirst(once, request, responder);
    return false;
  }

  /// Whether what is not known here is new: nothing was let go with the client's lease.
  private boolean mayBeNew(@Nullable ClientResults client) {
    return client != null && clients.known(client);
  }

  /// All that is in the log now is certified before it is told again, so what it rests on is.
  private void tellAgain(Reply known, Responder responder) {
    if (known instanceof Written || known instanceof Removed || known instanceof Incremented) {
      answers.hold(log.end(), known, responder);
    } else {
      answers.observe(log.end(), known, responder);
    }
  }

  private void askFirst(Once once, Request.Mutation request, Responder responder) {
    if (clients.full()) {
      responder.respond(new Refused(Refusal.BUSY,
          "too many clients, or mutations of clients that are not known yet"));
    } else {
      clients.hold(once.client(), new Clients.Waiting(copy(request), responder));
    }
  }

  /// Bytes that [#done] will append.
  static int bytes(Once once) {
    return once.none() ? 0 : Log.resultBytes();
  }

  /// Appends what a mutation did to what it did that with. Room was reserved for both.
  Reply done(Found found, Once once, Effect effect) {
    Reply reply = Results.reply(effect);
    if (!once.none()) {
      long reference =
          log.appendResult(found.owner().tablet().table(), found.hash(), once, effect);
      clients.results().put(once, reply, reference);
    }
    return reply;
  }

  /// Remembers what came of a mutation that changed nothing; but not that it has to come again.
  Reply without(Once once, Reply reply) {
    boolean again = reply instanceof Refused refused && refused.reason() == Refusal.BUSY;
    if (!once.none() && !again) {
      clients.results().put(once, reply, EntryReference.NONE);
    }
    return reply;
  }

  /// Keys and values of a request are valid only until the receiver returns.
  private static Request.Mutation copy(Request.Mutation request) {
    return switch (request) {
      case Write write -> new Write(write.table(), copy(write.key()), copy(write.value()),
          write.condition(), write.once(), write.tenure());
      case Remove remove -> new Remove(
          remove.table(), copy(remove.key()), remove.condition(), remove.once(),
          remove.tenure());
      case Increment increment -> new Increment(increment.table(), copy(increment.key()),
          increment.by(), increment.condition(), increment.once(), increment.tenure());
    };
  }

  private static Bytes copy(Bytes bytes) {
    return Bytes.of(bytes.array().clone());
  }
}
