package dev.goalkeeper.store.transport;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A loop with a thread of its own, which is a daemon: what is not closed holds no JVM.
final class ThreadedEventLoop extends SingleThreadIoEventLoop implements DrivenLoop {
  /// How long tasks that beget tasks may hold up reading, and the flush of what they have sent.
  private static final long TASKS_MILLIS_MAX = 1;

  private final ShortWait waiting = new ShortWait();

  ThreadedEventLoop(String threadName, IoHandlerFactory io) {
    super(null, new DefaultThreadFactory(threadName, true), io, Integer.MAX_VALUE,
        RejectedExecutionHandlers.reject(), TASKS_MILLIS_MAX);
  }

  @Override
  public void afterIteration(Runnable work) {
    executeAfterEventLoopIteration(work);
  }

  @Override
  public <O> O join(CompletableFuture<O> end) {
    return waiting.join(end);
  }

  @Override
  public void stop() {
    var terminated = shutdownGracefully(0, Bounds.CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS);
    if (!inEventLoop()) {
      var _ = terminated.awaitUninterruptibly(Bounds.CLOSE_MILLIS_MAX);
    }
  }
}
