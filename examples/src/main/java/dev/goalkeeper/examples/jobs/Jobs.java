package dev.goalkeeper.examples.jobs;

import dev.goalkeeper.examples.Example;
import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Example 5: the MapReduce job scheduler.
public record Jobs() implements Example {
  private static final int JOBS = 3;
  private static final int TASKS = 3;
  private static final int KILLED_PERCENT = 40;
  private static final int STARVED_PERCENT = 30;

  @Override
  public String title() {
    return "the MapReduce job scheduler: nineteen published rules, mended";
  }

  @Override
  public String teaches() {
    return "to find what rules forget: first by the proof, then in simulated worlds";
  }

  @Override
  public List<Words> words() {
    return List.of(Job.WORDS, TaskWork.WORDS, Attempt.WORDS);
  }

  @Override
  public Duration storm() {
    return Duration.ofMillis(400);
  }

  @Override
  public Scene set(Stage stage) {
    return new Schedule(stage, storm());
  }

  /// Jobs of which some are killed, and some lose their inputs.
  private static final class Schedule implements Scene {
    private final Pool pool;
    private final Grid grid;
    private final List<Job> jobs = new ArrayList<>();

    Schedule(Stage stage, Duration storm) {
      this.pool = stage.pool("scheduler");
      this.grid = new Grid(stage);
      for (int i = 1; i <= JOBS; i++) {
        var job = new Job("job" + i, TASKS, grid);
        jobs.add(job);
        pool.add(job);
        if (stage.happens(KILLED_PERCENT)) {
          boolean atOnce = stage.happens(KILLED_PERCENT);
          stage.later().after(atOnce ? Duration.ZERO : stage.upTo(storm.dividedBy(4)),
              () -> pool.event("kill " + job.name(), () -> job.killed().set(true)));
        }
        if (stage.happens(STARVED_PERCENT)) {
          stage.later().after(stage.upTo(storm.dividedBy(4)),
              () -> pool.event("lose inputs of " + job.name(), () -> job.tasks().stream().limit(1)
                  .forEach(task -> task.inputs().set(false))));
        }
      }
    }

    @Override
    public List<Pool> pools() {
      return List.of(pool);
    }

    @Override
    public void heal() {
      grid.heal();
    }

    @Override
    public void invariants() {
      for (Job job : jobs) {
        check(!grid.aborted(job.name()) || grid.commits(job.name()).isEmpty(),
            job.name() + " was aborted and committed");
        for (TaskWork task : job.tasks()) {
          check(grid.commits(task.name()).size() <= 1,
              "the output of " + task.name() + " was committed by " + grid.commits(task.name()));
          check(task.begun() <= TaskWork.TRIES,
              task.name() + " has begun " + task.begun() + " attempts");
        }
      }
    }

    @Override
    public void atTheEnd() {
      for (Job job : jobs) {
        boolean committed = !grid.commits(job.name()).isEmpty();
        check(committed == (job.outcome() == Outcome.SUCCEEDED),
            job.name() + " is " + job.outcome() + ", committed: " + committed);
      }
    }

    private static void check(boolean holds, String otherwise) {
      if (!holds) {
        throw new IllegalStateException(otherwise);
      }
    }
  }
}
