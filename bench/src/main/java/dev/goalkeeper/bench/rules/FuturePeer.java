package dev.goalkeeper.bench.rules;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/// A chain of stages for each answer: what came, what it means, what to do. They run on a loop, as
/// state that stages share has to belong to somebody: a queue that the caller's thread empties,
/// which is the least that a loop can be.
final class FuturePeer implements Peer {
  private static final Object ANSWER = "done";

  @Override
  public String name() {
    return "completable_future";
  }

  @Override
  public String words() {
    return "a chain of CompletableFuture";
  }

  @Override
  public Side start(List<StepByHand> steps) {
    return new Chains(steps);
  }

  private static final class Chains implements Side.Loop {
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final List<Chain> chains;

    private Chains(List<StepByHand> steps) {
      chains = steps.stream().map(step -> new Chain(step, queue)).toList();
    }

    @Override
    public long once() {
      chains.forEach(Chain::answer);
      for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
        next.run();
      }
      if (!chains.getFirst().sound()) {
        throw new IllegalStateException("an action threw");
      }
      return chains.size();
    }
  }

  private static final class Chain {
    private final StepByHand step;
    private final Queue<Runnable> queue;
    private CompletableFuture<Object> answer = new CompletableFuture<>();
    private CompletableFuture<Void> acted = CompletableFuture.completedFuture(null);

    private Chain(StepByHand step, Queue<Runnable> queue) {
      this.step = step;
      this.queue = queue;
      ask();
    }

    private void answer() {
      answer.complete(ANSWER);
    }

    /// False if an action threw: its chain would go no further.
    private boolean sound() {
      return !acted.isCompletedExceptionally();
    }

    private void ask() {
      answer = new CompletableFuture<>();
      acted = answer.handleAsync((value, thrown) -> thrown == null, queue::add)
          .thenApply(ok -> ok ? step.decide() : -1)
          .thenAccept(this::act);
    }

    private void act(int row) {
      if (row >= 0) {
        step.act(row);
      }
      ask();
    }
  }
}
