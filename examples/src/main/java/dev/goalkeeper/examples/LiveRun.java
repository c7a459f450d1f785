package dev.goalkeeper.examples;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Plays an example in real time: each pool on its own thread, messages and faults on one more.
final class LiveRun {
  private static final Duration LOOKS_EVERY = Duration.ofMillis(20);

  /// A minute of a person's patience is too much; every example comes to its goals within seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().name("scene").daemon(true).factory());
  private final CompletableFuture<List<Pool>> goals = new CompletableFuture<>();

  private LiveRun() {}

  /// Plays, tells how often each rule fired, and closes what was opened.
  static void of(Example example, Consumer<String> say) {
    var run = new LiveRun();
    try {
      List<Pool> pools = run.play(example, say);
      for (Pool pool : pools) {
        Map<String, Map<String, Long>> firings = pool.query(pool::firings).join();
        firings.forEach((table, rows) -> say.accept(pool.name() + ": " + table + " " + rows));
        pool.close();
      }
      say.accept("all at their goals");
    } finally {
      run.thread.shutdownNow();
    }
  }

  private List<Pool> play(Example example, Consumer<String> say) {
    World world = World.live();
    var stage = new Stage(world, this::after, world.random("chance"), say);
    after(Duration.ZERO, () -> {
      Scene scene = example.set(stage);
      after(example.storm(), () -> {
        say.accept("everything heals");
        scene.heal();
        look(scene);
      });
    });
    return goals.orTimeout(example.storm().plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private void look(Scene scene) {
    List<CompletableFuture<Boolean>> answers = scene.pools().stream()
        .map(pool -> pool.query(() -> Scene.atGoals(pool))).toList();
    CompletableFuture<Void> all =
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
    var _ = all.whenComplete((_, broken) -> {
      if (broken != null) {
        goals.completeExceptionally(broken);
      } else if (answers.stream().allMatch(CompletableFuture::join)) {
        goals.complete(scene.pools());
      } else {
        after(LOOKS_EVERY, () -> look(scene));
      }
    });
  }

  private void after(Duration delay, Runnable action) {
    var _ = thread.schedule(() -> {
      try {
        action.run();
      } catch (RuntimeException | Error broken) { // else an executor keeps it to itself
        goals.completeExceptionally(broken);
      }
    }, delay.toNanos(), TimeUnit.NANOSECONDS);
  }
}
