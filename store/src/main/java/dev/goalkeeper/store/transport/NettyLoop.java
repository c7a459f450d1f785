package dev.goalkeeper.store.transport;

import dev.goalkeeper.pools.Completion;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One event loop of Netty's: over epoll where the system has it, else over NIO. What all
/// connections of one transport share hangs on it.
final class NettyLoop implements Loop, Waiting {
  /// A frame that carries no data.
  private static final int READ_BYTES_MIN = 128;

  /// What a connection begins with.
  private static final int READ_BYTES_FIRST = 4 << 10;

  /// Netty's word for as many events at once as there are.
  private static final int EVENTS_GROWING = 0;

  private final DrivenLoop loop;
  private final AtomicInteger transports = new AtomicInteger(1);
  private final Turn turn;
  private final Counters counters = new Counters();

  /// For one transport; others may come to share it.
  private NettyLoop(DrivenLoop loop) {
    this.loop = loop;
    this.turn = new Turn(loop::afterIteration);
  }

  /// With a thread of that name.
  static NettyLoop threaded(String threadName) {
    return new NettyLoop(new ThreadedEventLoop(threadName, sockets()));
  }

  /// With the threads of those who wait for it.
  static NettyLoop seated() {
    return new NettyLoop(new SeatedEventLoop(sockets(), !Epoll.isAvailable()));
  }

  private static IoHandlerFactory sockets() {
    return Epoll.isAvailable()
        ? EpollIoHandler.newFactory(EVENTS_GROWING, RecentWork::new)
        : NioIoHandler.newFactory(SelectorProvider.provider(), RecentWork::new);
  }

  Turn turn() {
    return turn;
  }

  Counters counters() {
    return counters;
  }

  /// The same thread for sockets that listen and for the connections made to them.
  EventLoopGroup group() {
    return loop;
  }

  /// A clock for back-off alone; its zero means nothing.
  long nanos() {
    return System.nanoTime();
  }

  /// A socket of this loop, not yet connected.
  ///
  /// @throws io.netty.channel.ChannelException when the system gives none
  Channel newSocket() {
    Channel socket = Epoll.isAvailable() ? new EpollSocketChannel() : new NioSocketChannel();
    socket.config().setOption(ChannelOption.TCP_NODELAY, true);
    socket.config().setOption(ChannelOption.SO_KEEPALIVE, true);
    socket.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, readBuffers());
    socket.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, Bounds.CONNECT_MILLIS_MAX);
    return socket;
  }

  Class<? extends ServerChannel> serverSocket() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  /// Reads grow with what comes, up to [Bounds#READ_BYTES_MAX]. One for each connection.
  static RecvByteBufAllocator readBuffers() {
    return new AdaptiveRecvByteBufAllocator(
        READ_BYTES_MIN, READ_BYTES_FIRST, Bounds.READ_BYTES_MAX);
  }

  /// Who is at the other end, in numbers.
  static String remote(Channel channel) {
    return String.valueOf(channel.remoteAddress()).replaceFirst("^[^/]*/", "");
  }

  /// The system's own words, without the call before and the address behind that Netty adds.
  static String reason(Throwable cause) {
    return String.valueOf(cause.getMessage())
        .replaceFirst("^.*error\\(-[0-9]+\\): ", "")
        .replaceFirst(": [^ ]*/[^ ]*$", "");
  }

  void register(Channel channel) {
    var _ = group().register(channel);
  }

  @Override
  public void execute(Runnable work) {
    // Once the transport is closed, what it would have done does not matter any more.
    var _ = tryExecute(work);
  }

  /// False if the thread has ended.
  boolean tryExecute(Runnable work) {
    try {
      loop.execute(work);
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  @Override
  public void schedule(Runnable work, long delayNanos) {
    try {
      var _ = loop.schedule(work, delayNanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // As in execute.
    }
  }

  @Override
  public boolean inLoop() {
    return loop.inEventLoop();
  }

  /// Fails a call, but not from within the method that made it.
  void failLater(Completion<?> completion, long token, TransportLost lost) {
    boolean taken = tryExecute(() -> {
      counters.failedCalls++;
      PendingCalls.fail(completion, token, lost);
    });
    if (!taken) {
      // No thread is left to do it on; a call that never ends would be worse.
      PendingCalls.fail(completion, token, lost);
    }
  }

  @Override
  public <O> O join(CompletableFuture<O> end) {
    return loop.join(end);
  }

  /// A further transport shares the loop. From any thread.
  ///
  /// @throws IllegalStateException if the last one has left it
  void share() {
    int before = transports.getAndUpdate(count -> count == 0 ? 0 : count + 1);
    if (before == 0) {
      throw new IllegalStateException("the loop has ended");
    }
  }

  /// A transport is closed. The last one ends the loop; from any thread, and waits for the end
  /// unless called on the loop's thread.
  void leave() {
    if (transports.decrementAndGet() == 0) {
      loop.stop();
    }
  }
}
