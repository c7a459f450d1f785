package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.transport.TransportLost;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Write;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A client's transport that objects when a write is sent a second time, under another number or
/// none, which may have arrived already: only after a refusal, or if no byte of it has left, is
/// that harmless.
///
/// @param under the transport itself
/// @param complaint is told; the process that sent it goes on
/// @param harmful writes that may have arrived, each with its number; of one key each has a value
///     of its own
record SentOnce(Transport under, Consumer<String> complaint, Map<Effect, Once> harmful)
    implements Transport {
  /// What a write leaves behind.
  record Effect(Bytes key, Bytes value) {
    static Effect of(Write write) {
      return new Effect(write.key(), write.value());
    }
  }

  static SentOnce over(Transport under, Consumer<String> complaint) {
    return new SentOnce(under, complaint, new HashMap<>());
  }

  @Override
  public void call(Address to, Envelope envelope, Message request,
      Completion<? super Message> completion, long token) {
    if (request instanceof Write write) {
      Once before = harmful.get(Effect.of(write));
      if (before != null && !same(before, write.once())) {
        complaint.accept("sent again, and may have arrived: " + write);
      }
      harmful.put(Effect.of(write), write.once());
      under.call(to, envelope, request,
          new Watched(write, before == null, completion), token);
    } else {
      under.call(to, envelope, request, completion, token);
    }
  }

  private static boolean same(Once one, Once other) {
    return !other.none() && one.client() == other.client() && one.sequence() == other.sequence();
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
    private final boolean first;
    private final Completion<? super Message> completion;

    Watched(Write write, boolean first, Completion<? super Message> completion) {
      this.write = write;
      this.first = first;
      this.completion = completion;
    }

    @Override
    public void complete(long token, Message answer) {
      if (answer instanceof Refused && first) {
        harmful.remove(Effect.of(write));
      }
      completion.complete(token, answer);
    }

    @Override
    public void fail(long token, Throwable cause) {
      if (cause instanceof TransportLost lost && !lost.sent() && first) {
        harmful.remove(Effect.of(write));
      }
      completion.fail(token, cause);
    }
  }
}
