package dev.goalkeeper.store.transport;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// A network in a simulated world for tests of single parts: every message takes the same short
/// time; an address may be absent (calls fail) or hung (calls stay without an answer).
public final class TestNetwork implements Transport {
  private static final long HOP_NANOS = 50_000;

  private final SimulatedWorld world;
  private final Map<Address, Receiver> receivers = new HashMap<>();
  private final Set<Address> hung = new HashSet<>();
  private final Set<Address> deaf = new HashSet<>();

  public TestNetwork(SimulatedWorld world) {
    this.world = world;
  }

  public void listen(Address at, Receiver receiver) {
    receivers.put(at, receiver);
    hung.remove(at);
    deaf.remove(at);
  }

  /// Calls to it fail from now on, also those under way.
  public void kill(Address at) {
    receivers.remove(at);
  }

  /// It takes nothing and answers nothing.
  public void hang(Address at) {
    hung.add(at);
  }

  /// It takes requests, and its answers are lost with the connection.
  public void loseAnswers(Address at) {
    deaf.add(at);
  }

  @Override
  public void call(Address to, Envelope envelope, Message request,
      Completion<? super Message> completion, long token) {
    world.schedule(HOP_NANOS, () -> arrive(to, envelope, request, completion, token));
  }

  @Override
  public void forget(Address to) {}

  @Override
  public void close() {}

  private void arrive(Address to, Envelope envelope, Message request,
      Completion<? super Message> completion, long token) {
    Receiver receiver = receivers.get(to);
    if (hung.contains(to)) {
      return;
    }
    if (receiver == null) {
      completion.fail(token, TransportLost.unsent(to, "connection refused"));
      return;
    }
    receiver.receive(envelope, request, reply ->
        world.schedule(HOP_NANOS, () -> back(to, reply, completion, token)));
  }

  private void back(
      Address from, Message reply, Completion<? super Message> completion, long token) {
    if (deaf.contains(from) || !receivers.containsKey(from)) {
      completion.fail(token, new TransportLost(from, "connection reset"));
    } else {
      completion.complete(token, reply);
    }
  }
}
