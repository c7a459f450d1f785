package dev.goalkeeper.pools;

import dev.goalkeeper.pools.FiringPoint.Moment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a simulated world demands of its pools.
final class SimulatedScrutiny implements Scrutiny {
  /// Of a frugal world: enough to tell what led to a failure.
  private static final int TRACE_FRUGAL = 256;

  /// Of a frugal world: a miss surfaces after as many turns as there are tasks.
  private static final int TASKS_FRUGAL = 1;

  private final SimulatedWorld world;
  private boolean frugal;
  private final Set<String> muted = new HashSet<>();
  private final List<Ambush> ambushes = new ArrayList<>();
  private final List<BiConsumer<Task<?>, Row<?>>> watchers = new ArrayList<>();

  SimulatedScrutiny(SimulatedWorld world) {
    this.world = world;
  }

  void frugal() {
    frugal = true;
  }

  void mute(String table, String row) {
    muted.add(table + " " + row);
  }

  void at(FiringPoint point, Predicate<Pool> where, Consumer<Pool> what) {
    ambushes.add(new Ambush(point, where, what));
  }

  void watch(BiConsumer<Task<?>, Row<?>> watcher) {
    watchers.add(watcher);
  }

  @Override
  public boolean strict() {
    return true;
  }

  @Override
  public int pick(ActiveQueue active, RandomGenerator random) {
    return active.size() == 1 ? 0 : random.nextInt(active.size());
  }

  @Override
  public int share() {
    return frugal ? TASKS_FRUGAL : Sweeper.TASKS_STRICT;
  }

  /// A world has dozens of pools, and its whole story can be had again from its seed.
  @Override
  public int traceEntries() {
    return frugal ? TRACE_FRUGAL : Trace.ENTRIES / 8;
  }

  @Override
  public boolean threw(@Nullable Task<?> task, Throwable thrown) {
    return false;
  }

  @Override
  public void firing(Pool pool, Task<?> task, Row<?> row) {
    world.note(task.record().id());
    world.note(row.name().hashCode());
    world.note(pool.now());
    watchers.forEach(watcher -> watcher.accept(task, row));
    pass(Moment.BEFORE, pool, task, row);
  }

  @Override
  public void fired(Pool pool, Task<?> task, Row<?> row) {
    pass(Moment.AFTER, pool, task, row);
  }

  @Override
  public boolean muted(Row<?> row, Task<?> task) {
    return !muted.isEmpty() && muted.contains(task.rules().name() + " " + row.name());
  }

  private void pass(Moment moment, Pool pool, Task<?> task, Row<?> row) {
    for (Ambush ambush : ambushes) {
      if (ambush.isAt(moment, task.rules().name(), row.name())) {
        ambush.pass(pool);
      }
    }
  }
}
