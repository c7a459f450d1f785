package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Address;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One address that we listen on, and the connections that were made to it.
final class Listener extends ChannelInitializer<Channel> {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  private final NettyLoop loop;
  private final Receiver receiver;
  private final Set<InboundConnection> connections = new LinkedHashSet<>();
  private @Nullable Channel socket;
  private boolean refusing;

  Listener(NettyLoop loop, Receiver receiver) {
    this.loop = loop;
    this.receiver = receiver;
  }

  /// Waits until the address is bound, and gives it with the port that was bound.
  ///
  /// @throws CannotListen with the system's reason
  Address bind(Address at) {
    InetSocketAddress local = new InetSocketAddress(at.host(), at.port());
    if (local.isUnresolved()) {
      throw new CannotListen(at, "unknown host");
    }
    ChannelFuture bound = new ServerBootstrap()
        .group(loop.group())
        .channel(loop.serverSocket())
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, NettyLoop.readBuffers())
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(Bounds.REPLY_BYTES_PAUSE / 2, Bounds.REPLY_BYTES_PAUSE))
        .childHandler(this)
        .bind(local)
        .awaitUninterruptibly();
    Throwable cause = bound.cause();
    if (cause != null) {
      throw new CannotListen(at, NettyLoop.reason(cause));
    }
    socket = bound.channel();
    return new Address(at.host(), ((InetSocketAddress) bound.channel().localAddress()).getPort());
  }

  /// Listens no more, and ends every connection that was made to the address; on the loop's thread.
  /// The loop's own end does not reliably do so: a port that it has just bound it may leave open.
  void close() {
    Channel listening = socket;
    if (listening != null) {
      var _ = listening.close();
    }
    List.copyOf(connections).forEach(InboundConnection::close);
  }

  /// A connection was made.
  @Override
  protected void initChannel(Channel channel) {
    if (connections.size() >= Bounds.INBOUND_CONNECTIONS_MAX) {
      refuse(channel);
      return;
    }
    refusing = false;
    InboundConnection connection = new InboundConnection(channel, loop, receiver);
    connections.add(connection);
    var _ = channel.closeFuture().addListener(_ -> connections.remove(connection));
    connection.begin();
  }

  private void refuse(Channel channel) {
    loop.counters().refusedConnections++;
    if (!refusing) {
      refusing = true;
      log.warn("refusing connections from {} and others: {} are open", NettyLoop.remote(channel),
          connections.size());
    }
    var _ = channel.close();
  }
}
