package dev.goalkeeper.examples.workers;

import dev.goalkeeper.examples.Example;
import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Example 1: keep N workers alive, and change N.
public record KeepWorkers() implements Example {
  private static final int WORKERS = 4;
  private static final int SCALINGS = 8;

  @Override
  public String title() {
    return "keep N workers alive";
  }

  @Override
  public String teaches() {
    return "the shape of a task: clauses, a table, actions; an event changes what is wanted";
  }

  @Override
  public List<Words> words() {
    return List.of(Worker.WORDS);
  }

  @Override
  public Duration storm() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Scene set(Stage stage) {
    var plant = new Plant(stage);
    for (int i = 0; i < SCALINGS; i++) {
      stage.later().after(stage.upTo(storm()),
          () -> plant.scale(stage.chance().nextInt(WORKERS + 1)));
    }
    return plant;
  }

  /// With real processes.
  @Override
  public void run(Consumer<String> say) {
    RealWorkers.run(say);
  }

  /// The workers and their processes.
  private static final class Plant implements Scene {
    private final Stage stage;
    private final Pool pool;
    private final SimLauncher launcher;
    private final List<Worker> workers = new ArrayList<>();
    private int wanted;

    Plant(Stage stage) {
      this.stage = stage;
      this.pool = stage.pool("workers");
      this.launcher = new SimLauncher(stage);
      for (int i = 1; i <= WORKERS; i++) {
        var worker = new Worker("worker " + i, launcher);
        workers.add(worker);
        pool.add(worker);
      }
      scale(2);
    }

    void scale(int to) {
      wanted = to;
      stage.say().accept("scale to " + to);
      pool.event("scale to " + to, () -> {
        for (int i = 0; i < WORKERS; i++) {
          workers.get(i).wanted().set(i < to);
        }
      });
    }

    @Override
    public List<Pool> pools() {
      return List.of(pool);
    }

    @Override
    public void heal() {
      launcher.heal();
    }

    @Override
    public void invariants() {
      for (Worker worker : workers) {
        long processes = launcher.of(worker.name());
        if (processes > 1) {
          throw new IllegalStateException(worker.name() + " has " + processes + " processes");
        }
      }
    }

    @Override
    public void atTheEnd() {
      if (launcher.living() != wanted) {
        throw new IllegalStateException(
            launcher.living() + " processes live and " + wanted + " are wanted");
      }
    }
  }
}
