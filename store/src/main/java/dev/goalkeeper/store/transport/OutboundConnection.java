package dev.goalkeeper.store.transport;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Codec;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Malformed;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Reply;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection that we make: requests go out, answers come in.
///
/// Requests may be sent at once; they wait until the connection has come about. It ends once, for
/// the first reason that there is, and its outstanding calls fail with that reason.
final class OutboundConnection extends ChannelInboundHandlerAdapter implements FrameDecoder.Sink {
  private static final Logger log = LoggerFactory.getLogger(OutboundConnection.class);

  private final NettyLoop loop;
  private final Peer peer;
  private final Channel channel;
  private final Outgoing outgoing;
  private final FrameDecoder decoder = new FrameDecoder(this);
  private final PendingCalls pending = new PendingCalls();
  private boolean connected;
  private boolean ended;

  /// @throws io.netty.channel.ChannelException when the system gives no socket
  OutboundConnection(NettyLoop loop, Peer peer) {
    this.loop = loop;
    this.peer = peer;
    this.channel = loop.newSocket();
    this.outgoing = new Outgoing(channel, loop);
  }

  /// Sets out; the name of the host is looked up elsewhere, since that may take seconds.
  void begin() {
    channel.pipeline().addLast(decoder, this);
    var _ = channel.closeFuture().addListener(_ -> end("the connection was closed"));
    loop.register(channel);
    outgoing.greet();
    Address to = peer.address();
    HostLookup.start(to, loop, this::connect, () -> end("unknown host"));
    loop.schedule(this::expectGreeting, Bounds.HELLO_NANOS_MAX);
  }

  void call(Envelope envelope, Message request, Completion<? super Message> completion,
      long token) {
    if (ended) {
      refuse(completion, token, "the connection was closed");
      return;
    }
    int bytes = Codec.encodedBytes(request);
    if (outgoing.unsentBytes() + bytes > Bounds.REQUEST_BYTES_MAX) {
      refuse(completion, token, Bounds.REQUEST_BYTES_MAX + " bytes wait to be sent");
      return;
    }
    long requestId = pending.add(completion, token);
    if (requestId == PendingCalls.FULL) {
      refuse(completion, token, Bounds.CALLS_MAX + " calls are outstanding");
      return;
    }
    outgoing.send(requestId, envelope, request);
  }

  /// Ends the connection; calls fail soon, but not from within this.
  void end(String why) {
    if (ended) {
      return;
    }
    ended = true;
    outgoing.release();
    var _ = channel.close();
    peer.ended(this, decoder.greeted());
    TransportLost lost = connected
        ? new TransportLost(peer.address(), why) : TransportLost.unsent(peer.address(), why);
    loop.execute(() -> loop.counters().failedCalls += pending.failAll(lost));
  }

  @Override
  public void greeted() {
    peer.greeted();
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void received(long requestId, Envelope envelope, Message message) {
    if (!(message instanceof Reply)) {
      throw new Malformed("a request where an answer belongs");
    }
    loop.counters().receivedFrames++;
    loop.turn().noteDelivery();
    if (ended || !pending.complete(requestId, message)) {
      loop.counters().lateReplies++;
    }
  }

  @Override
  public void malformed(String line) {
    loop.counters().brokenConnections++;
    log.warn("closed the connection to {}: {}", peer.address(), line);
    end(line);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connected = true;
    outgoing.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      log.error("closed the connection to {}", peer.address(), cause);
    }
    end(NettyLoop.reason(cause));
  }

  private void connect(InetSocketAddress to) {
    if (!ended) {
      var _ = channel.connect(to).addListener((ChannelFuture attempt) -> {
        Throwable cause = attempt.cause();
        if (cause != null) {
          end(NettyLoop.reason(cause));
        }
      });
    }
  }

  private void expectGreeting() {
    if (!decoder.greeted()) {
      end("it said nothing");
    }
  }

  private void refuse(Completion<? super Message> completion, long token, String why) {
    loop.failLater(completion, token, TransportLost.unsent(peer.address(), why));
  }
}
