package dev.goalkeeper.store.transport;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import io.netty.channel.ChannelException;
import org.jspecify.annotations.Nullable;

/// An address that we call, and the one connection to it that all calls share.
///
/// A connection is made when a call needs it. If it does not come about, calls fail at once for a
/// while that doubles from one failure to the next, so that an absent peer is not stormed.
final class Peer {
  private final Address address;
  private final NettyLoop loop;
  private @Nullable OutboundConnection connection;
  private int failures;
  private long retryAtNanos;

  Peer(Address address, NettyLoop loop) {
    this.address = address;
    this.loop = loop;
  }

  Address address() {
    return address;
  }

  void call(Envelope envelope, Message request, Completion<? super Message> completion,
      long token) {
    OutboundConnection open = connection;
    if (open == null && failures > 0 && loop.nanos() - retryAtNanos < 0) {
      refuse(completion, token, failures + " attempts in a row failed, the next is not yet due");
      return;
    }
    if (open == null) {
      open = connect();
    }
    if (open == null) {
      refuse(completion, token, "the system gives no more sockets");
    } else {
      open.call(envelope, request, completion, token);
    }
  }

  void forget() {
    OutboundConnection open = connection;
    if (open != null) {
      open.end("it was given up");
    }
  }

  /// The other side has spoken: it is alive, and of our kind.
  void greeted() {
    failures = 0;
  }

  void ended(OutboundConnection ended, boolean greeted) {
    if (connection == ended) {
      connection = null;
    }
    if (!greeted) {
      backOff();
    }
  }

  private @Nullable OutboundConnection connect() {
    try {
      OutboundConnection fresh = new OutboundConnection(loop, this);
      connection = fresh;
      fresh.begin();
      return fresh;
    } catch (ChannelException none) {
      backOff();
      return null;
    }
  }

  private void backOff() {
    long pause = Bounds.RETRY_NANOS_MIN << Math.min(failures, Integer.SIZE / 2);
    retryAtNanos = loop.nanos() + Math.min(pause, Bounds.RETRY_NANOS_MAX);
    failures++;
  }

  private void refuse(Completion<? super Message> completion, long token, String why) {
    loop.failLater(completion, token, TransportLost.unsent(address, why));
  }
}
