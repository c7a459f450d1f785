package dev.goalkeeper.examples.workers;

import dev.goalkeeper.examples.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Processes that cannot be started, start slowly, end by themselves, and are hard to kill.
final class SimLauncher implements Launcher {
  private static final Duration START_MAX = Duration.ofMillis(30);
  /// A machine that is busy; no reason to start another one.
  private static final Duration SLOW_START_MAX = Duration.ofSeconds(2);
  private static final Duration LIFE_MAX = Duration.ofSeconds(3);
  private static final Duration KILL_MAX = Duration.ofMillis(30);

  private final Stage stage;
  private final int percent;
  private final List<SimProcess> living = new ArrayList<>();
  private boolean healed;

  SimLauncher(Stage stage) {
    this.stage = stage;
    this.percent = stage.chance().nextInt(50);
  }

  /// A process of the simulation.
  private final class SimProcess implements Life {
    private final String worker;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private boolean doomed;

    SimProcess(String worker) {
      this.worker = worker;
    }

    @Override
    public CompletionStage<Integer> end() {
      return end;
    }

    @Override
    public CompletionStage<Boolean> kill() {
      var done = new CompletableFuture<Boolean>();
      boolean fails = goesWrong() && living.contains(this);
      doomed |= !fails;
      stage.later().after(stage.upTo(KILL_MAX), () -> {
        if (fails) {
          done.completeExceptionally(new IllegalStateException("no answer from " + worker));
        } else {
          done.complete(true);
          exit(137);
        }
      });
      return done;
    }

    void exit(int status) {
      living.remove(this);
      end.complete(status);
    }
  }

  @Override
  public CompletionStage<Life> start(String worker) {
    var started = new CompletableFuture<Life>();
    Duration spell = stage.upTo(goesWrong() ? SLOW_START_MAX : START_MAX);
    boolean fails = goesWrong();
    stage.later().after(spell, () -> {
      if (fails) {
        started.completeExceptionally(new IllegalStateException("no memory for " + worker));
        return;
      }
      var process = new SimProcess(worker);
      living.add(process);
      started.complete(process);
      stage.later().after(stage.upTo(LIFE_MAX), () -> {
        if (!healed && living.contains(process)) {
          stage.say().accept("the process of " + worker + " ends by itself");
          process.exit(1);
        }
      });
    });
    return started;
  }

  void heal() {
    healed = true;
  }

  /// How many processes a worker has that nobody has asked to end.
  long of(String worker) {
    return living.stream()
        .filter(each -> each.worker.equals(worker) && !each.doomed).count();
  }

  int living() {
    return living.size();
  }

  private boolean goesWrong() {
    return !healed && stage.happens(percent);
  }
}
