package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What others ask of a pool, and the answers: the paper's "outside threads that want to extract
/// information from tasks" (4.1). A question that fails is its asker's failure; when the pool
/// closes, everything that is still open fails too.
final class Readers {
  private final Pool pool;
  private final List<Task<?>> asked = new ArrayList<>();

  Readers(Pool pool) {
    this.pool = pool;
  }

  <R> CompletableFuture<R> query(Supplier<R> reader) {
    var answer = new CompletableFuture<R>();
    ask("a query", answer, () -> answer(answer, reader));
    if (pool.closed()) {
      answer.completeExceptionally(closed());
    }
    return answer;
  }

  <T extends Task<?>> CompletableFuture<T> await(T task, Predicate<T> condition) {
    var awaiter = new Awaiter<>(task, new CompletableFuture<T>(), condition);
    ask("a wait", awaiter.done(), () -> seat(awaiter));
    if (pool.closed()) {
      awaiter.done().completeExceptionally(closed());
    }
    return awaiter.done();
  }

  Snapshot latest(Task<?> task) {
    if (!task.record().offered()) {
      throw new IllegalStateException(task.called() + " was never added to a pool");
    }
    View view = task.record().view();
    Snapshot published = view.latest();
    if (view.ask()) {
      pool.look(() -> asked.add(task));
    }
    return published == null ? Explainer.unseen(task, pool.world().nanos()) : published;
  }

  /// Publishes the tasks that were asked for, at the end of a turn.
  void publish(long now) {
    if (asked.isEmpty()) {
      return;
    }
    List<Task<?>> wanted = List.copyOf(asked);
    asked.clear();
    wanted.forEach(task -> publish(task, now));
  }

  void publish(Task<?> task, long now) {
    try {
      task.record().view().publish(Explainer.snapshot(task, now));
    } catch (RuntimeException | Error thrown) { // no reader may stop the pool
      pool.threw(task, thrown);
    }
  }

  private void ask(String what, CompletableFuture<?> answer, Runnable look) {
    try {
      pool.ask(what, look);
    } catch (InboxFullException full) { // the asker's only answer is the future
      answer.completeExceptionally(full);
    }
  }

  private <R> void answer(CompletableFuture<R> answer, Supplier<R> reader) {
    if (pool.closed()) {
      answer.completeExceptionally(closed());
      return;
    }
    try {
      answer.complete(reader.get());
    } catch (RuntimeException | Error thrown) { // the reader's own failure, not the pool's
      answer.completeExceptionally(thrown);
    }
  }

  private <T extends Task<?>> void seat(Awaiter<T> awaiter) {
    T task = awaiter.task();
    if (pool.closed()) {
      awaiter.done().completeExceptionally(closed());
    } else if (!task.isIn(pool)) {
      awaiter.fail(task.called() + " is not in pool " + pool.name());
    } else if (awaiter.reached()) {
      awaiter.finish();
    } else {
      task.record().await(awaiter);
    }
  }

  private IllegalStateException closed() {
    return new IllegalStateException("pool " + pool.name() + " is closed");
  }
}
