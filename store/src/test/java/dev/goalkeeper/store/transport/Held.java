package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// A receiver that answers nothing by itself: it keeps what came, for a test to look at and to
/// answer.
public final class Held implements Receiver {
  private final List<Envelope> envelopes = new ArrayList<>();
  private final List<Message> requests = new ArrayList<>();
  private final List<Responder> responders = new ArrayList<>();
  private final TreeMap<Integer, CompletableFuture<Held>> arrivals = new TreeMap<>();

  /// Completes when so many requests have come, in all.
  public synchronized CompletableFuture<Held> arrived(int count) {
    CompletableFuture<Held> arrival =
        arrivals.computeIfAbsent(count, _ -> new CompletableFuture<>());
    tellArrivals();
    return arrival;
  }

  public synchronized List<Message> requests() {
    return List.copyOf(requests);
  }

  public synchronized Envelope envelope(int index) {
    return envelopes.get(index);
  }

  /// Answers a request; on the loop's thread.
  public void respond(int index, Message reply) {
    Responder responder;
    synchronized (this) {
      responder = responders.get(index);
    }
    responder.respond(reply);
  }

  @Override
  public synchronized void receive(Envelope envelope, Message request, Responder responder) {
    envelopes.add(envelope);
    requests.add(request);
    responders.add(responder);
    tellArrivals();
  }

  private void tellArrivals() {
    arrivals.headMap(requests.size(), true).values().forEach(arrival -> arrival.complete(this));
  }
}
