package dev.goalkeeper.bench.rules;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Watchdogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Pools that the caller's thread drives, and of which no task comes to rest.
final class Pools {
  /// Tasks of one hub, as a server has many replicas.
  private static final int TASKS_OF_HUB = 1_000;

  /// A collection of a million tasks is no news, and nothing is overdue.
  private static final Duration NEVER = Duration.ofDays(1);

  private Pools() {}

  /// A pool of so many tasks.
  static Pool of(int tasks, IntFunction<? extends Task<?>> make) {
    Pool pool = Pool.named("rules").drivenBy(_ -> () -> {})
        .watchdogs(new Watchdogs(NEVER, NEVER, NEVER, NEVER, Integer.MAX_VALUE))
        .build();
    pool.runOnce(pool.world().nanos());
    IntStream.range(0, tasks).mapToObj(make).forEach(pool::add);
    return pool;
  }

  /// Lets so many tasks park in it.
  static void park(Pool pool, int tasks) {
    List<Hub> hubs = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      if (i % TASKS_OF_HUB == 0) {
        hubs.add(new Hub());
        pool.add(hubs.getLast());
      }
      pool.add(new Parked(hubs.getLast()));
    }
  }

  /// One turn of it; returns how many passes that were.
  static long turn(Pool pool) {
    return pool.runOnce(pool.world().nanos());
  }
}
