package dev.goalkeeper.pools;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// Where time, randomness and threads come from. Production code takes them from here alone, so
/// that the same classes run live and in a simulation that a seed repeats.
public abstract sealed class World permits LiveWorld, SimulatedWorld,
    SimulatedProcess, ChosenWorld {
  World() {}

  /// Real time, real threads, an unpredictable seed. Blocking work runs on virtual threads.
  public static World live() {
    return live(LiveWorld.VIRTUAL_THREADS);
  }

  /// The same, for work that blocks in a way which holds a virtual thread's carrier, as files do.
  ///
  /// @param blocking runs what pools offload; it takes whatever it is given
  public static World live(Executor blocking) {
    return new LiveWorld(blocking);
  }

  /// Virtual time in one thread; everything follows from the seed.
  public static SimulatedWorld simulated(long seed) {
    return new SimulatedWorld(seed);
  }

  /// Now, in nanoseconds of a clock that only rises and whose zero means nothing.
  public abstract long nanos();

  /// A stream of randomness of its own; in a simulation it follows from the seed, the purpose, and
  /// how many were made before.
  public abstract RandomGenerator random(String purpose);

  /// Runs blocking work elsewhere.
  public abstract void offload(Runnable blocking);

  /// An operation was started that waits for this stage.
  void started(Op<?> op, long token, CompletionStage<?> stage) {}

  /// Runs the blocking work of an operation elsewhere.
  <V> void work(Op<V> op, long token, Callable<? extends V> blocking) {
    offload(() -> op.runBlocking(token, blocking));
  }

  /// The driver of a pool that names none.
  abstract Driver driver(Pool pool);

  /// What this world demands of a pool beyond what a live one does.
  abstract Scrutiny scrutiny();
}
