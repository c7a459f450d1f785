package dev.goalkeeper.store.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A loop without a thread: those who wait for it run it, one at a time ([Seat]). An answer is read
/// by the thread that wants it, and no thread has to be woken for it; that is half of what a small
/// write costs otherwise (design 0006).
///
/// While nobody waits nothing happens: what has come meanwhile, a connection that was closed for
/// instance, is seen at the beginning of the next wait, before anything is sent.
///
/// Netty's `ManualIoEventLoop` is the same for one thread, which is chosen once and for all.
///
/// [#execute], [#schedule], [#join] and [#stop] may come from any thread; all else is for the one
/// that has the seat.
final class SeatedEventLoop extends AbstractScheduledEventExecutor implements DrivenLoop {
  /// Tasks in a row that may hold up reading, and the flush of what they have sent.
  private static final int TASKS_MAX = 4_096;

  /// How long a thread polls that cannot sleep in the system, and how long it then parks.
  private static final long POLL_NANOS = 300_000;

  private static final long PARK_NANOS = 1_000_000;

  /// A look at what is there, without sleeping.
  private final IoHandlerContext looking = new Context(false);

  private final IoHandlerContext sleeping = new Context(true);
  private final Seat seat = new Seat();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Runnable> afterIteration = new ArrayDeque<>();
  private final Promise<Void> terminated = new DefaultPromise<>(GlobalEventExecutor.INSTANCE);
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final Runnable turn = this::turn;
  private final IoHandler io;
  private final boolean sleepsInterruptibly;
  private volatile boolean stopping;
  private long lastWorkNanos;

  /// @param sleepsInterruptibly the handler's sleep ends when its thread is interrupted, and takes
  ///     the interrupt away
  SeatedEventLoop(IoHandlerFactory io, boolean sleepsInterruptibly) {
    this.io = io.newHandler(this);
    this.sleepsInterruptibly = sleepsInterruptibly;
  }

  @Override
  public <O> O join(CompletableFuture<O> end) {
    seat.await(end, turn);
    return end.join();
  }

  @Override
  public void afterIteration(Runnable work) {
    afterIteration.add(work);
  }

  @Override
  public void stop() {
    stopping = true;
    io.wakeup();
    if (!inEventLoop()) {
      var _ = join(ended);
    }
  }

  /// One iteration: reads what is there, does what that causes, flushes. Sleeps if there is nothing
  /// and there was nothing for a while.
  private void turn() {
    if (ended.isDone()) {
      throw new IllegalStateException("the loop has ended");
    }
    boolean inSystem = !sleepsInterruptibly && !Thread.currentThread().isVirtual();
    int work = io.run(inSystem ? sleeping : looking);
    work += runTasks();
    runAfterIteration();
    if (stopping) {
      end();
    } else if (!inSystem) {
      pause(work);
    }
  }

  /// In place of a sleep in the system, which would keep a virtual thread's carrier, or lose an
  /// interrupt. What other threads bring may wait as long as this.
  private void pause(int work) {
    long now = System.nanoTime();
    if (work > 0) {
      lastWorkNanos = now;
    } else if (now - lastWorkNanos < POLL_NANOS) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(this, PARK_NANOS);
    }
  }

  private int runTasks() {
    var _ = fetchFromScheduledTaskQueue(tasks);
    int count = 0;
    Runnable task = tasks.poll();
    while (task != null) {
      safeExecute(task);
      count++;
      task = count < TASKS_MAX ? tasks.poll() : null;
    }
    return count;
  }

  private void runAfterIteration() {
    Runnable work = afterIteration.poll();
    while (work != null) {
      safeExecute(work);
      work = afterIteration.poll();
    }
  }

  private void end() {
    io.prepareToDestroy();
    cancelScheduledTasks();
    while (runTasks() > 0) {
      runAfterIteration();
    }
    io.destroy();
    terminated.setSuccess(null);
    ended.complete(true);
    // What was brought until this moment; what comes later is rejected.
    runTasks();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (ended.isDone() && tasks.remove(task)) {
      throw new RejectedExecutionException("the loop has ended");
    }
    io.wakeup();
  }

  @Override
  public boolean inEventLoop(Thread thread) {
    return seat.isHeldBy(thread);
  }

  @Override
  public IoEventLoop next() {
    return this;
  }

  @Override
  public @Nullable IoEventLoopGroup parent() {
    return null;
  }

  @Override
  public Future<IoRegistration> register(IoHandle handle) {
    Promise<IoRegistration> registered = newPromise();
    if (inEventLoop()) {
      register(handle, registered);
    } else {
      execute(() -> register(handle, registered));
    }
    return registered;
  }

  private void register(IoHandle handle, Promise<IoRegistration> registered) {
    try {
      registered.setSuccess(io.register(handle));
    } catch (Exception failed) { // Netty's own signature
      registered.setFailure(failed);
    }
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel) {
    return register(new DefaultChannelPromise(channel, this));
  }

  @Override
  @Deprecated
  public ChannelFuture register(ChannelPromise promise) {
    promise.channel().unsafe().register(this, promise);
    return promise;
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel, ChannelPromise promise) {
    channel.unsafe().register(this, promise);
    return promise;
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return io.isCompatible(handleType);
  }

  @Override
  public boolean isIoType(Class<? extends IoHandler> handlerType) {
    return io.getClass().equals(handlerType);
  }

  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    shutdown();
    return terminated;
  }

  @Override
  @Deprecated
  public void shutdown() {
    stopping = true;
    io.wakeup();
  }

  @Override
  public Future<?> terminationFuture() {
    return terminated;
  }

  @Override
  public boolean isShuttingDown() {
    return stopping;
  }

  @Override
  public boolean isShutdown() {
    return ended.isDone();
  }

  @Override
  public boolean isTerminated() {
    return ended.isDone();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return terminated.await(timeout, unit);
  }

  /// What the handler of sockets asks before it sleeps.
  private final class Context implements IoHandlerContext {
    private final boolean maySleep;

    Context(boolean maySleep) {
      this.maySleep = maySleep;
    }

    @Override
    public boolean canBlock() {
      return maySleep && !stopping && tasks.isEmpty() && !hasScheduledTasks();
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return maySleep ? SeatedEventLoop.this.delayNanos(currentTimeNanos, Long.MAX_VALUE) : 0;
    }

    @Override
    public long deadlineNanos() {
      return maySleep ? nextScheduledTaskDeadlineNanos() : -1;
    }
  }
}
