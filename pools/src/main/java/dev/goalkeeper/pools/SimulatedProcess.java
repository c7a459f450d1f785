package dev.goalkeeper.pools;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// One process of a simulated world. Its clock is its own, with another zero and another rate than
/// the clocks of others, and it can be stopped for a while, as by SIGSTOP or a long garbage
/// collection: the others go on, its clock goes on, and it does nothing. All else is the world's.
///
/// It stops between two events. Whatever happens to it from outside goes through [#execute], and so
/// waits until it goes on.
public final class SimulatedProcess extends World implements Executor {
  private static final long MILLION = 1_000_000;

  private final SimulatedWorld world;
  private final long zeroNanos;
  private final long partsPerMillion;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean stopped;

  SimulatedProcess(SimulatedWorld world, long zeroNanos, long partsPerMillion) {
    this.world = world;
    this.zeroNanos = zeroNanos;
    this.partsPerMillion = partsPerMillion;
  }

  /// From now on nothing happens in it.
  public void stop() {
    stopped = true;
  }

  /// It goes on, with what has waited, in that order.
  public void goOn() {
    stopped = false;
    while (!stopped && !waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  /// What waits will not happen any more: it has ended.
  public void end() {
    stopped = true;
    waiting.clear();
  }

  /// Lets something happen in it: at once, or when it goes on.
  @Override
  public void execute(Runnable action) {
    if (stopped) {
      waiting.add(action);
    } else {
      action.run();
    }
  }

  @Override
  public long nanos() {
    return clockAt(world.nanos());
  }

  @Override
  public RandomGenerator random(String purpose) {
    return world.random(purpose);
  }

  @Override
  public void offload(Runnable blocking) {
    world.offload(() -> execute(blocking));
  }

  /// Puts something into its future: when its clock will show that.
  void at(long nanos, Runnable action) {
    long shown = nanos - zeroNanos;
    long at = Math.floorDiv(shown * MILLION, MILLION + partsPerMillion);
    while (clockAt(at) < nanos) {
      at++;
    }
    world.schedule(at - world.nanos(), () -> execute(action));
  }

  @Override
  Driver driver(Pool pool) {
    return new SimulatedDriver(this, pool, SimulatedWorld.TURN_NANOS);
  }

  @Override
  Scrutiny scrutiny() {
    return world.scrutiny();
  }

  private long clockAt(long worldNanos) {
    return zeroNanos + worldNanos + Math.floorDiv(worldNanos * partsPerMillion, MILLION);
  }
}
