package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private final SimulatedWorld world = World.simulated(7);
  private final Pool pool = Pool.named("workers").world(world).build();
  private final Processes processes = new Processes();
  private final Worker worker = new Worker(processes);

  /// Answers when the test says so.
  private static final class Processes implements Worker.Launcher {
    final List<CompletableFuture<String>> spawned = new ArrayList<>();
    final List<CompletableFuture<String>> killed = new ArrayList<>();

    @Override
    public CompletionStage<String> spawn() {
      spawned.add(new CompletableFuture<>());
      return spawned.getLast();
    }

    @Override
    public CompletionStage<String> kill() {
      killed.add(new CompletableFuture<>());
      return killed.getLast();
    }
  }

  @Test
  void wantedWorkerIsStartedAndRestartedAfterItExits() {
    pool.add(worker);
    settle();
    assertThat(row()).isEqualTo("W2");

    processes.spawned.getFirst().complete("pid 1");
    settle();
    assertThat(row()).isEqualTo("G1");

    worker.exit.complete("exit 1");
    settle();
    assertThat(row()).isEqualTo("W1");

    world.run(Duration.ofMillis(20));
    assertThat(processes.spawned).hasSize(2);
  }

  @Test
  void spawnThatNeverAnswersTimesOutAndIsTriedAgain() {
    pool.add(worker);
    world.run(Duration.ofSeconds(11));
    assertThat(processes.spawned).hasSize(2);

    processes.spawned.getFirst().complete("late");
    settle();
    assertThat(row()).as("the first spawn's result is late and dropped").isEqualTo("W2");
  }

  @Test
  void unwantedWorkerIsKilledAndStaysDown() {
    pool.add(worker);
    settle();
    processes.spawned.getFirst().complete("pid 1");
    settle();
    pool.event("scale down", () -> worker.wanted.set(false));
    settle();
    assertThat(row()).isEqualTo("W3");

    processes.killed.getFirst().completeExceptionally(new IllegalStateException("no such process"));
    settle();
    assertThat(processes.killed).as("a failed kill is tried again").hasSize(2);

    processes.killed.get(1).complete("sent");
    worker.exit.complete("exit 137");
    world.run(Duration.ofSeconds(1));
    assertThat(row()).isEqualTo("G0");
  }

  @Test
  void explainAndWhyTellTheRowAndTheChain() {
    pool.add(worker);
    settle();
    processes.spawned.getFirst().complete("pid 1");
    settle();
    assertThat(pool.explain(worker)).contains("worker is in Worker G1 (at goal)", "wanted", "life");
    assertThat(pool.why(worker))
        .contains("worker fired R2", "because", "operation 'spawn' of worker ended OK",
            "worker fired R1", "add worker");
  }

  private void settle() {
    world.run(Duration.ofMillis(1));
  }

  private String row() {
    pool.latest(worker);
    settle();
    return pool.latest(worker).row();
  }
}
