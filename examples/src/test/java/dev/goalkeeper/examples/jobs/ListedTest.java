package dev.goalkeeper.examples.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.examples.Example;
import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Trial;
import dev.goalkeeper.examples.TrialFailed;
import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.RulesError;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What is wrong with the published rules, and what finds it.
class ListedTest {
  private static final int SEEDS = 60;

  /// One task by the listed rules, with "else wait" where they say nothing.
  private record Hurried(boolean killed) implements Example {
    @Override
    public String title() {
      return "as listed";
    }

    @Override
    public String teaches() {
      return "";
    }

    @Override
    public List<Words> words() {
      return List.of();
    }

    @Override
    public Duration storm() {
      return Duration.ofMillis(200);
    }

    @Override
    public Scene set(Stage stage) {
      Pool pool = stage.pool("listed");
      var grid = new Grid(stage);
      var task = new ListedTask(grid);
      pool.add(task);
      if (killed) {
        stage.later().after(stage.upTo(Duration.ofMillis(10)),
            () -> pool.event("kill", () -> task.killed().set(true)));
      }
      return new OneTask(pool, grid);
    }
  }

  /// The promise that matters: one commit.
  private record OneTask(Pool pool, Grid grid) implements Scene {
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
      if (grid.commits("task").size() > 1) {
        throw new IllegalStateException("committed by " + grid.commits("task"));
      }
    }
  }

  @Test
  void theRulesOfATaskAsListedDoNotBuild() {
    assertThatThrownBy(() -> ListedTask.asListed().build())
        .isInstanceOf(RulesError.class)
        .hasMessageContaining("overlap: 2 and 3 both apply at not killed, not inputs there")
        .hasMessageContaining("hole: no row covers not killed, inputs there, not ended,"
            + " attempts alive, not a winner, two attempts")
        .hasMessageContaining("Add to one of them what tells it from the other");
  }

  @Test
  void theRulesOfAnAttemptAsListedDoNotBuild() {
    assertThatThrownBy(() -> ListedAttempt.asListed().build())
        .isInstanceOf(RulesError.class)
        .hasMessageContaining("hole: no row covers")
        .hasMessageContaining("overlap: 1 and 2 both apply at container=IDLE");
  }

  @Test
  void withElseWaitTheyBuildAndASimulationFindsTwoCommits() {
    assertThat(failures(new Hurried(false))).contains("committed by [task.1, task.2]");
  }

  @Test
  void withElseWaitAKilledTaskWaitsForAttemptsThatNobodyKills() {
    assertThat(failures(new Hurried(true)))
        .anyMatch(failure -> failure.contains("task is in ListedTask else1 (waits)"));
  }

  private static Set<String> failures(Example example) {
    Set<String> failures = new TreeSet<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        Trial.play(example, seed);
      } catch (TrialFailed failed) {
        failures.add(String.valueOf(failed.getMessage()).replaceFirst("seed \\d+: ", ""));
      }
    }
    return failures;
  }
}
