package dev.goalkeeper.examples;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Row;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.World;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// One play of an example in a simulated world: a storm, in which its invariants are looked at
/// after every event; then everything heals, and all tasks have to come to their goals.
public final class Trial {
  /// How long tasks may take to their goals once all is well: longer than any backoff or time-out
  /// of the examples, and far shorter than a person who watches virtual time would notice.
  private static final Duration CALM_MAX = Duration.ofSeconds(60);

  private final SimulatedWorld world;
  private final Map<String, Long> firings = new TreeMap<>();
  private final Scene scene;
  private boolean healed;

  private Trial(Example example, SimulatedWorld world, Consumer<String> say) {
    this.world = world;
    world.watch((task, row) -> firings.merge(of(task) + " " + row.name(), 1L, Long::sum));
    Stage stage = Stage.simulated(world, say);
    scene = example.set(stage);
    stage.later().after(example.storm(), () -> {
      healed = true;
      scene.heal();
    });
  }

  /// What came of a trial.
  ///
  /// @param events how many events happened
  /// @param hash a digest of them
  /// @param firings how often each rule fired, as `Worker R1`
  public record Outcome(long events, long hash, Map<String, Long> firings) {}

  /// Plays one seed.
  ///
  /// @throws TrialFailed if an invariant is broken or a goal not reached
  public static Outcome play(Example example, long seed) {
    return play(example, World.simulated(seed), line -> {});
  }

  /// Plays one seed and tells of it, a line a firing.
  ///
  /// @throws TrialFailed if an invariant is broken or a goal not reached
  public static Outcome watch(Example example, long seed, Consumer<String> say) {
    SimulatedWorld world = World.simulated(seed);
    var narrator = new Narrator(world, example.words(), say);
    world.watch(narrator::fired);
    return play(example, world, narrator::happened);
  }

  /// Plays in a world that the caller has prepared, for instance with a muted row.
  ///
  /// @throws TrialFailed if an invariant is broken or a goal not reached
  public static Outcome play(Example example, SimulatedWorld world, Consumer<String> say) {
    try {
      return new Trial(example, world, say).play(example);
    } catch (RuntimeException | Error broken) { // an invariant, or a pool that its world stopped
      throw new TrialFailed(world.seed(), broken);
    }
  }

  private Outcome play(Example example) {
    long end = world.nanos() + example.storm().plus(CALM_MAX).toNanos();
    while (!(healed && atGoals())) {
      if (world.nanos() > end || !world.step()) {
        throw new IllegalStateException("not at its goal, long after all was well:\n" + laggards());
      }
      scene.invariants();
    }
    scene.atTheEnd();
    return new Outcome(world.steps(), world.hash(), firings);
  }

  private boolean atGoals() {
    return scene.pools().stream().allMatch(Scene::atGoals);
  }

  private String laggards() {
    var text = new StringBuilder();
    for (Pool pool : scene.pools()) {
      pool.tasks().stream().filter(task -> !task.atGoal())
          .forEach(task -> text.append(pool.explain(task)));
    }
    return text.toString();
  }

  private static String of(Task<?> task) {
    return task.getClass().getSimpleName();
  }

  /// Says who fires what.
  private record Narrator(SimulatedWorld world, Iterable<Words> words, Consumer<String> say) {
    private static final double NANOS_PER_MILLI = 1e6;

    void fired(Task<?> task, Row<?> row) {
      for (Words table : words) {
        if (table.table() == task.getClass()) {
          say.accept(String.format("%10.3f ms  %-18s %-4s %s", world.nanos() / NANOS_PER_MILLI,
              task.name(), row.name(), table.of(row.name())));
        }
      }
    }

    void happened(String what) {
      say.accept(String.format("%10.3f ms  -- %s", world.nanos() / NANOS_PER_MILLI, what));
    }
  }
}
