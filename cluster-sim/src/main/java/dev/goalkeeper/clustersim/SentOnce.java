package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.transport.TransportLost;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Write;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// A client's transport that objects when a write is sent a second time which may have arrived
/// already: only after a refusal, or if no byte of it has left, is that harmless.
///
/// @param under the transport itself
/// @param complaint is told; the process that sent it goes on
/// @param harmful writes that were sent, and not refused since; each has a value of its own
record SentOnce(Transport under, Consumer<String> complaint, Set<Write> harmful)
    implements Transport {

  static SentOnce over(Transport under, Consumer<String> complaint) {
    return new SentOnce(under, complaint, new HashSet<>());
  }

  @Override
  public void call(Address to, Envelope envelope, Message request,
      Completion<? super Message> completion, long token) {
    if (request instanceof Write write) {
      if (!harmful.add(write)) {
        complaint.accept("sent again, and may have arrived: " + write);
      }
      under.call(to, envelope, request, new Watched(write, completion), token);
    } else {
      under.call(to, envelope, request, completion, token);
    }
  }

  @Override
  public void forget(Address to) {
    under.forget(to);
  }

  @Override
  public void close() {
    under.close();
  }

  private final class Watched implements Completion<Message> {
    private final Write write;
    private final Completion<? super Message> completion;

    Watched(Write write, Completion<? super Message> completion) {
      this.write = write;
      this.completion = completion;
    }

    @Override
    public void complete(long token, Message answer) {
      if (answer instanceof Refused) {
        harmful.remove(write);
      }
      completion.complete(token, answer);
    }

    @Override
    public void fail(long token, Throwable cause) {
      if (cause instanceof TransportLost lost && !lost.sent()) {
        harmful.remove(write);
      }
      completion.fail(token, cause);
    }
  }
}
