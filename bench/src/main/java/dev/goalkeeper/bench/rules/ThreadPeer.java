package dev.goalkeeper.bench.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A virtual thread for each task, which takes answers from a queue. Where they come from is one
/// too: with `-Djdk.virtualThreadScheduler.parallelism=1` they all run on one processor.
final class ThreadPeer implements Peer {
  private static final Object ANSWER = "done";

  @Override
  public String name() {
    return "virtual_thread";
  }

  @Override
  public String words() {
    return "a virtual thread with a queue";
  }

  @Override
  public Side start(List<StepByHand> steps) {
    return new Threads(steps);
  }

  private static final class Threads implements Side.Loop {
    private final List<BlockingQueue<Object>> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger awaited = new AtomicInteger();
    private volatile Thread source = Thread.currentThread();

    private Threads(List<StepByHand> steps) {
      for (StepByHand step : steps) {
        var queue = new ArrayBlockingQueue<Object>(1);
        queues.add(queue);
        threads.add(Thread.ofVirtual().start(() -> run(queue, step)));
      }
    }

    private void run(BlockingQueue<Object> queue, StepByHand step) {
      try {
        while (true) {
          queue.take();
          step.act(step.decide());
          if (awaited.decrementAndGet() == 0) {
            LockSupport.unpark(source);
          }
        }
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public double nanos(long turnNanos) {
      var result = new CompletableFuture<Double>();
      Thread.ofVirtual().start(() -> {
        source = Thread.currentThread();
        result.complete(Side.Loop.super.nanos(turnNanos));
      });
      return result.join();
    }

    @Override
    public long once() {
      awaited.set(queues.size());
      queues.forEach(queue -> queue.add(ANSWER));
      while (awaited.get() > 0) {
        LockSupport.park(this);
      }
      return queues.size();
    }

    @Override
    public void close() {
      threads.forEach(Thread::interrupt);
    }
  }
}
