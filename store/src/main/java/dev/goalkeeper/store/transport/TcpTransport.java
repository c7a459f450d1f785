package dev.goalkeeper.store.transport;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// [Transport] over TCP, with one thread for everything: reading, what the messages cause, writing.
/// It has that thread, or is lent the threads of its callers, one at a time.
///
/// All state belongs to the loop's thread. [#call], [#forget], [#listen] and [#close] may come from
/// any other; they are handed over.
public final class TcpTransport implements Transport {
  private final NettyLoop loop;
  private final boolean threaded;
  private final Map<Address, Peer> peers = new LinkedHashMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final AtomicBoolean left = new AtomicBoolean();
  private boolean closed;

  private TcpTransport(NettyLoop loop, boolean threaded) {
    this.loop = loop;
    this.threaded = threaded;
  }

  /// Starts a transport that listens nowhere yet.
  ///
  /// @param name of its thread, which is a daemon: whoever lives by the transport waits elsewhere
  public static TcpTransport start(String name) {
    return new TcpTransport(NettyLoop.threaded(name), true);
  }

  /// A transport without a thread: whoever waits by its [#waiting] runs it meanwhile. It cannot
  /// listen.
  public static TcpTransport drivenByCallers() {
    return new TcpTransport(NettyLoop.seated(), false);
  }

  /// How callers wait for what the loop completes: if it has no thread they run it meanwhile.
  public Waiting waiting() {
    return loop;
  }

  /// Where every callback runs.
  public Loop loop() {
    return loop;
  }

  /// A further transport on this one's loop, with connections of its own. The loop ends with the
  /// last of them.
  ///
  /// @throws IllegalStateException if this one is closed, and no other was on its loop
  public TcpTransport another() {
    loop.share();
    return new TcpTransport(loop, threaded);
  }

  /// Listens at an address; waits until it is bound, so not on the loop's thread.
  ///
  /// @param at port 0 leaves the port to the system
  /// @return `at`, with the port that is bound
  /// @throws CannotListen in one line for a person
  /// @throws IllegalStateException on the loop's thread, or if there is none: nobody would answer
  public Address listen(Address at, Receiver receiver) {
    if (!threaded) {
      throw new IllegalStateException("who listens needs a thread");
    }
    if (loop.inLoop()) {
      throw new IllegalStateException("listening waits, and would stop the loop");
    }
    Listener listener = new Listener(loop, receiver);
    Address bound = listener.bind(at);
    loop.execute(() -> begin(listener, receiver));
    return bound;
  }

  @Override
  public void call(Address to, Envelope envelope, Message request,
      Completion<? super Message> completion, long token) {
    if (loop.inLoop()) {
      callInLoop(to, envelope, request, completion, token);
    } else if (!loop.tryExecute(() -> callInLoop(to, envelope, request, completion, token))) {
      refuse(to, completion, token);
    }
  }

  @Override
  public void forget(Address to) {
    if (!loop.inLoop()) {
      loop.execute(() -> forget(to));
      return;
    }
    Peer peer = peers.remove(to);
    if (peer != null) {
      peer.forget();
    }
  }

  /// What has been carried so far; on the loop's thread.
  public Traffic traffic() {
    return loop.counters().traffic();
  }

  /// Waits for the loop to end, unless it is called on its thread, or others share it.
  @Override
  public void close() {
    loop.execute(this::closeInLoop);
    if (left.compareAndSet(false, true)) {
      loop.leave();
    }
  }

  private void begin(Listener listener, Receiver receiver) {
    if (closed) {
      listener.close();
      return;
    }
    listeners.add(listener);
    loop.turn().add(receiver);
  }

  private void callInLoop(Address to, Envelope envelope, Message request,
      Completion<? super Message> completion, long token) {
    if (closed) {
      refuse(to, completion, token);
      return;
    }
    Peer peer = peers.get(to);
    if (peer == null) {
      peer = new Peer(to, loop);
      peers.put(to, peer);
    }
    peer.call(envelope, request, completion, token);
  }

  private void refuse(Address to, Completion<? super Message> completion, long token) {
    loop.failLater(completion, token, TransportLost.unsent(to, "this transport is closed"));
  }

  private void closeInLoop() {
    closed = true;
    List.copyOf(peers.values()).forEach(Peer::forget);
    peers.clear();
    listeners.forEach(Listener::close);
    listeners.clear();
  }
}
