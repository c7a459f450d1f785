package dev.goalkeeper.bench.rules;

import dev.goalkeeper.pools.Pool;

/// The end of an operation, until a rule of a pool with its own thread has fired on it.
final class PoolHandOff extends HandOff {
  private final Answered task = new Answered();
  private final Pool pool = Pool.named("hand-off").build().start();

  PoolHandOff() {
    pool.add(task);
  }

  @Override
  void give(long given) {
    task.complete(given);
  }

  @Override
  long done() {
    return task.answered();
  }

  @Override
  long ready() {
    return task.asked();
  }

  @Override
  public void close() {
    pool.close();
  }
}
