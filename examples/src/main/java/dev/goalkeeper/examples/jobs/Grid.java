package dev.goalkeeper.examples.jobs;

import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Wire;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The machines that do the work and the place that keeps the results. Requests and answers are
/// lost; what was asked twice is done twice, unless it says that it is the same.
final class Grid {
  private static final Duration WORK_MAX = Duration.ofMillis(40);

  private final Stage stage;
  private final Wire wire;
  private final int percent;
  private final Map<String, Set<String>> commits = new LinkedHashMap<>();
  private final Set<String> aborted = new LinkedHashSet<>();
  private boolean healed;

  Grid(Stage stage) {
    this.stage = stage;
    this.wire = new Wire(stage, 15, 0, 10);
    this.percent = stage.chance().nextInt(40);
  }

  void heal() {
    healed = true;
    wire.heal();
  }

  /// Gives a container to an attempt.
  CompletionStage<String> container(String attempt) {
    return ask(() -> {});
  }

  /// Runs an attempt in its container.
  CompletionStage<String> launch(String attempt) {
    var done = new CompletableFuture<String>();
    boolean fails = goesWrong();
    stage.later().after(stage.upTo(WORK_MAX), () -> {
      if (fails) {
        done.completeExceptionally(new IllegalStateException(attempt + " has failed"));
      } else {
        done.complete(attempt);
      }
    });
    return done;
  }

  /// Takes what an attempt has left, and its container.
  CompletionStage<String> cleanUp(String attempt) {
    return ask(() -> {});
  }

  /// Makes the output of `by` the output of a task or job.
  CompletionStage<String> commit(String of, String by) {
    return ask(() -> commits.computeIfAbsent(of, _ -> new LinkedHashSet<>()).add(by));
  }

  CompletionStage<String> setUp(String job) {
    return ask(() -> {});
  }

  CompletionStage<String> abort(String job) {
    return ask(() -> aborted.add(job));
  }

  /// Who has committed the output of a task or job.
  Set<String> commits(String of) {
    return commits.getOrDefault(of, new LinkedHashSet<>());
  }

  boolean aborted(String job) {
    return aborted.contains(job);
  }

  private CompletionStage<String> ask(Runnable effect) {
    var answer = new CompletableFuture<String>();
    boolean refused = goesWrong();
    wire.send(() -> {
      if (refused) {
        wire.send(() -> answer.completeExceptionally(new IllegalStateException("refused")));
      } else {
        effect.run();
        wire.send(() -> answer.complete("done"));
      }
    });
    return answer;
  }

  private boolean goesWrong() {
    return !healed && stage.happens(percent);
  }
}
