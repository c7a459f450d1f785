package dev.goalkeeper.examples.workers;

import dev.goalkeeper.pools.Pool;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Three real processes: one is killed by somebody else, then all go.
final class RealWorkers {
  private static final int WORKERS = 3;
  private static final long PATIENCE_SECONDS = 30;

  private final Consumer<String> say;
  private final Pool pool;
  private final List<Worker> workers;

  private RealWorkers(Consumer<String> say, Pool pool) {
    this.say = say;
    this.pool = pool;
    this.workers = IntStream.rangeClosed(1, WORKERS)
        .mapToObj(i -> new Worker("worker " + i, new RealLauncher())).toList();
  }

  static void run(Consumer<String> say) {
    try (Pool pool = Pool.named("workers").build().start()) {
      new RealWorkers(say, pool).play();
    }
  }

  private void play() {
    workers.forEach(pool::add);
    scale(WORKERS);
    await(WORKERS);
    ProcessHandle victim = ProcessHandle.current().children().findFirst().orElseThrow();
    say.accept("killing process " + victim.pid() + " behind the pool's back");
    CompletableFuture<ProcessHandle> gone = victim.onExit();
    victim.destroyForcibly();
    gone.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    await(WORKERS);
    say.accept(pool.query(() -> pool.why(workers.getFirst())).join());
    scale(0);
    await(0);
  }

  private void scale(int to) {
    say.accept("scale to " + to);
    pool.event("scale to " + to, () -> {
      for (int i = 0; i < WORKERS; i++) {
        workers.get(i).wanted().set(i < to);
      }
    });
  }

  private void await(int processes) {
    for (Worker worker : workers) {
      pool.await(worker, each -> each.atGoal() && each.wanted().get() == (processes > 0))
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
    say.accept("all at their goals; " + children() + " processes");
  }

  private static String children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).toList().toString();
  }
}
