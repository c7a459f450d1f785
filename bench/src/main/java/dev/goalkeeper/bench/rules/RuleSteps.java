package dev.goalkeeper.bench.rules;

import dev.goalkeeper.pools.Pool;
import java.util.ArrayList;
import java.util.List;

/// Steps of tasks in a pool that the caller's thread drives.
final class RuleSteps implements Side.Loop {
  private static final Object ANSWER = "done";

  private final List<Asker> askers = new ArrayList<>();
  private final Pool pool;
  private int awaited;

  RuleSteps(int tasks) {
    pool = Pools.of(tasks, number -> {
      var asker = new Asker(number, this);
      askers.add(asker);
      return asker;
    });
    Pools.turn(pool); // all of them ask
  }

  void stepped() {
    awaited--;
  }

  Pool pool() {
    return pool;
  }

  /// Answers each task once, and runs the pool until all have stepped.
  @Override
  public long once() {
    awaited = askers.size();
    for (Asker asker : askers) {
      asker.answer(ANSWER);
    }
    while (awaited > 0) {
      Pools.turn(pool);
    }
    return askers.size();
  }

  @Override
  public void close() {
    pool.close();
  }
}
