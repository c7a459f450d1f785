package dev.goalkeeper.testkit.wrong;

import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.World;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/// Mistakes of those who use tasks: the call that makes one is refused.
final class Calls {
  private Calls() {}

  /// Declares a cell, and makes it or does not.
  private static final class Half extends Task<Half> {
    static final Clauses<Half> C = Clauses.of(Half.class);
    static final CellClause<Half> WANTED = C.cell("wanted");
    static final Rules<Half> RULES =
        C.rules().goal("G", WANTED).waits("W", WANTED.not()).build();

    Half(boolean makes) {
      if (makes) {
        cell(WANTED, false);
      }
    }

    @Override
    protected Rules<Half> rules() {
      return RULES;
    }
  }

  static List<WrongModule> all() {
    return List.of(
        entry("a task is changed on another thread", "touches pool trial, which belongs to",
            (pool, door) -> elsewhere(() -> door.wanted.set(true)),
            (pool, door) -> elsewhere(
                () -> pool.event("want", () -> door.wanted.set(true)))),
        entry("a pool is asked on another thread", "bring an event() or ask by query()",
            (pool, door) -> elsewhere(() -> pool.explain(door)),
            (pool, door) -> elsewhere(() -> pool.latest(door))),
        entry("a task is added twice", "door was added before; a task joins one pool, once",
            (pool, door) -> pool.add(door),
            (pool, door) -> pool.add(new Door())),
        entry("a task of another pool is retired", "door is not in pool other",
            (pool, door) -> other(pool).retire(door),
            (pool, door) -> pool.retire(door)),
        entry("a result is read that has not come", "door: 'opening' is IDLE, not OK",
            (pool, door) -> door.opening.value(),
            (pool, door) -> {
              pool.event("want", () -> door.wanted.set(true));
              run(pool);
              door.opening.value();
            }),
        entry("an operation is started while it runs",
            "door starts 'opening' while it is running; reset it first",
            (pool, door) -> {
              door.opening.begin();
              door.opening.begin();
            },
            (pool, door) -> {
              door.opening.begin();
              door.opening.reset();
              door.opening.begin();
            }),
        entry("a task never makes what it declares", "declares 'wanted' and never makes it",
            (pool, door) -> pool.add(new Half(false)),
            (pool, door) -> pool.add(new Half(true))),
        entry("more is brought than a pool takes in", "pool narrow refuses 'second' of ",
            (pool, door) -> elsewhere(() -> bringTwo(false)),
            (pool, door) -> elsewhere(() -> bringTwo(true))),
        entry("a retired task is added again", "door was added before",
            (pool, door) -> {
              pool.retire(door);
              pool.add(door);
            },
            (pool, door) -> {
              pool.retire(door);
              pool.add(new Door());
            }));
  }

  private static void bringTwo(boolean turnBetween) {
    Pool narrow = Pool.named("narrow").inbox(1).drivenBy(made -> () -> {}).build();
    narrow.event("first", () -> {});
    if (turnBetween) {
      run(narrow);
    }
    narrow.event("second", () -> {});
    narrow.close();
  }

  private static Pool other(Pool pool) {
    return Pool.named("other").world(pool.world()).build();
  }

  private static void run(Pool pool) {
    pool.runOnce(pool.world().nanos());
  }

  private static void elsewhere(Runnable attempt) {
    try {
      CompletableFuture.runAsync(attempt).join();
    } catch (CompletionException failed) {
      throw new IllegalStateException(String.valueOf(failed.getCause()), failed);
    }
  }

  private static WrongModule entry(String mistake, String expected,
      BiConsumer<Pool, Door> wrong, BiConsumer<Pool, Door> right) {
    return new WrongModule(mistake, Finder.CALL, expected,
        Trial.call(() -> attempt(wrong)), Trial.call(() -> attempt(right)));
  }

  private static void attempt(BiConsumer<Pool, Door> attempt) {
    Pool pool = Pool.named("trial").world(World.simulated(1)).build();
    var door = new Door();
    pool.add(door);
    attempt.accept(pool, door);
  }
}
