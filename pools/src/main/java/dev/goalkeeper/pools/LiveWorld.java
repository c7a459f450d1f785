package dev.goalkeeper.pools;

import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// Real time and threads.
final class LiveWorld extends World {
  static final Executor VIRTUAL_THREADS =
      work -> Thread.ofVirtual().name("pool-offload").start(work);

  private final Executor blocking;

  LiveWorld(Executor blocking) {
    this.blocking = blocking;
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public RandomGenerator random(String purpose) {
    return new SplittableRandom(System.nanoTime() ^ ((long) purpose.hashCode() << 32));
  }

  @Override
  public void offload(Runnable work) {
    blocking.execute(work);
  }

  @Override
  Driver driver(Pool pool) {
    return new PoolThread(pool);
  }

  @Override
  Scrutiny scrutiny() {
    return Scrutiny.NONE;
  }
}
