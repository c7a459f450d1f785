package dev.goalkeeper.pools;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What a simulated world demands of its pools.
final class SimulatedScrutiny implements Scrutiny {
  private final SimulatedWorld world;
  private final Set<String> muted = new HashSet<>();

  SimulatedScrutiny(SimulatedWorld world) {
    this.world = world;
  }

  void mute(String table, String row) {
    muted.add(table + " " + row);
  }

  @Override
  public boolean strict() {
    return true;
  }

  @Override
  public int pick(int active, RandomGenerator random) {
    return active == 1 ? 0 : random.nextInt(active);
  }

  @Override
  public void firing(Task<?> task, Row<?> row, long nowNanos) {
    world.note(task.name().hashCode());
    world.note(row.name().hashCode());
    world.note(nowNanos);
  }

  @Override
  public boolean muted(Row<?> row, Task<?> task) {
    return !muted.isEmpty() && muted.contains(task.rules().name() + " " + row.name());
  }
}
