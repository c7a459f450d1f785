package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.transport.TransportLost;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Frame;
import dev.goalkeeper.store.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/// One process's end of a [SimNetwork].
public final class SimTransport implements Transport {
  private final SimNetwork network;
  private final Address own;
  private final Receiver receiver;
  private final Executor process;
  private final Map<Long, SimNetwork.Call> calls = new LinkedHashMap<>();
  private long requests;
  private boolean closed;
  private boolean isolated;

  /// @param process in which whatever comes happens
  SimTransport(SimNetwork network, Address own, Receiver receiver, Executor process) {
    this.network = network;
    this.own = own;
    this.receiver = receiver;
    this.process = process;
  }

  @Override
  public void call(
      Address to,
      Envelope envelope,
      Message request,
      Completion<? super Message> completion,
      long token) {
    long id = ++requests;
    calls.put(id, new SimNetwork.Call(to, completion, token));
    if (closed) {
      network.later(() -> refused(id, TransportLost.unsent(to, "this transport is closed")));
    } else {
      network.request(this, to, new Frame(id, envelope, request));
    }
  }

  @Override
  public void forget(Address to) {
    lost(to);
  }

  @Override
  public void close() {
    closed = true;
    for (Long id : new ArrayList<>(calls.keySet())) {
      SimNetwork.Call call = calls.get(id);
      if (call != null) {
        refused(id, new TransportLost(call.to(), "this transport was closed"));
      }
    }
  }

  /// The process dies: nobody is left to be told anything.
  void die() {
    closed = true;
    calls.clear();
  }

  /// What it asks arrives nowhere any more.
  void isolate() {
    isolated = true;
  }

  boolean isolated() {
    return isolated;
  }

  boolean closed() {
    return closed;
  }

  Address address() {
    return own;
  }

  /// True if an answer from there may still come.
  boolean waitsFor(Address peer) {
    return calls.values().stream().anyMatch(call -> call.to().equals(peer));
  }

  /// Lets something happen in its process.
  void execute(Runnable action) {
    process.execute(action);
  }

  void receive(Frame frame, Responder responder) {
    receiver.receive(frame.envelope(), frame.message(), once(responder));
    receiver.turnEnded();
  }

  private static Responder once(Responder responder) {
    var answered = new boolean[1];
    return reply -> {
      if (answered[0]) {
        throw new IllegalStateException("a request was answered twice, now with " + reply);
      }
      answered[0] = true;
      responder.respond(reply);
    };
  }

  void answered(long id, Message reply) {
    process.execute(() -> {
      SimNetwork.Call call = calls.remove(id);
      if (call != null) {
        call.completion().complete(call.token(), reply);
      }
    });
  }

  void refused(long id, TransportLost why) {
    process.execute(() -> {
      SimNetwork.Call call = calls.remove(id);
      if (call != null) {
        call.completion().fail(call.token(), why);
      }
    });
  }

  /// The connection to that address is gone, and the answers that were to come over it.
  void lost(Address to) {
    for (Long id : new ArrayList<>(calls.keySet())) {
      SimNetwork.Call call = calls.get(id);
      if (call != null && call.to().equals(to)) {
        refused(id, new TransportLost(to, "the connection is gone"));
      }
    }
  }
}
