package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Malformed;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Request;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection that someone made to us: requests come in, answers go out.
///
/// Whoever is at the other end is not believed. What is no request closes the connection, with one
/// line in the log that names its address; who does not read the answers is not read from either.
final class InboundConnection extends ChannelInboundHandlerAdapter implements FrameDecoder.Sink {
  private static final Logger log = LoggerFactory.getLogger(InboundConnection.class);

  private final Channel channel;
  private final String remote;
  private final NettyLoop loop;
  private final Receiver receiver;
  private final Outgoing outgoing;
  private final FrameDecoder decoder = new FrameDecoder(this);
  private Envelope asked = Envelope.NONE;
  private Envelope back = Envelope.NONE;

  InboundConnection(Channel channel, NettyLoop loop, Receiver receiver) {
    this.channel = channel;
    this.remote = NettyLoop.remote(channel);
    this.loop = loop;
    this.receiver = receiver;
    this.outgoing = new Outgoing(channel, loop);
  }

  /// Begins to listen to the other side, which has a while to say what it speaks.
  void begin() {
    channel.pipeline().addLast(decoder, this);
    loop.schedule(this::expectGreeting, Bounds.HELLO_NANOS_MAX);
  }

  void close() {
    var _ = channel.close();
  }

  @Override
  public void greeted() {
    outgoing.greet();
  }

  @Override
  public boolean ready() {
    return channel.isWritable();
  }

  @Override
  public void received(long requestId, Envelope envelope, Message message) {
    if (!(message instanceof Request)) {
      throw new Malformed("an answer where a request belongs");
    }
    loop.counters().receivedFrames++;
    loop.turn().noteDelivery();
    try {
      receiver.receive(envelope, message, new Answer(this, requestId, back(envelope)));
    } catch (RuntimeException thrown) {
      log.error("a receiver failed on a request from {}; closed the connection", remote, thrown);
      close();
    }
  }

  @Override
  public void malformed(String line) {
    loop.counters().brokenConnections++;
    log.warn("closed a connection from {}: {}", remote, line);
    close();
  }

  /// Sends an answer, if there is still someone to send it to.
  void answer(long requestId, Envelope envelope, Message reply) {
    if (!loop.inLoop()) {
      throw new IllegalStateException("an answer to " + remote + " on a thread not the loop's");
    }
    if (!channel.isActive()) {
      return;
    }
    outgoing.send(requestId, envelope, reply);
    if (outgoing.unsentBytes() > Bounds.REPLY_BYTES_MAX) {
      malformed("it does not read its answers, " + outgoing.unsentBytes() + " bytes wait");
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    var _ = channel.config().setAutoRead(channel.isWritable());
    if (channel.isWritable()) {
      // What waited is looked at again, but later: this may be called from within a flush.
      loop.execute(() -> channel.pipeline().fireChannelRead(Unpooled.EMPTY_BUFFER));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    outgoing.release();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      log.error("closed a connection from {}", remote, cause);
    }
    close();
  }

  /// Most requests of a connection come in the same envelope.
  private Envelope back(Envelope envelope) {
    if (!envelope.equals(asked)) {
      asked = envelope;
      back = envelope.back();
    }
    return back;
  }

  private void expectGreeting() {
    if (!decoder.greeted() && channel.isActive()) {
      malformed("it said nothing");
    }
  }
}
