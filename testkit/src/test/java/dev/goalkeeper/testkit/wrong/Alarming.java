package dev.goalkeeper.testkit.wrong;

import dev.goalkeeper.pools.Budget;
import dev.goalkeeper.pools.Pool;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Mistakes that a live pool notices by itself, and raises an alarm for.
final class Alarming {
  private Alarming() {}

  static List<WrongModule> all() {
    return List.of(
        entry("two tasks wait for each other", "cycle of waits: one -> other",
            friends(false), friends(true)),
        entry("a task waits for one that it never gets", "would change it: ready, other",
            pool -> pool.add(new Friend("one", false)),
            pool -> pool.add(new Friend("one", true))),
        entry("an action forgets to start its operation", "hot: Fetch 1 R1 leaves",
            fetch(fetch -> { }), fetch(fetch -> fetch.call.start(done()))),
        entry("an operation that nobody ever completes",
            "Fetch 1 W2 has been away from its goal",
            fetch(fetch -> fetch.call.begin()), fetch(fetch -> fetch.call.start(done()))),
        entry("an action throws", "tally R1 threw java.lang.IllegalStateException: no room on ",
            busy(tally -> {
              throw new IllegalStateException("no room");
            }),
            busy(tally -> tally.level++)),
        entry("an event throws", "an event threw java.lang.IllegalStateException: unreadable",
            pool -> pool.event("bad", () -> {
              throw new IllegalStateException("unreadable");
            }),
            pool -> pool.event("good", () -> { })),
        entry("a rule leaves its own condition true, live", "hot: tally R1 leaves",
            busy(tally -> { }), busy(tally -> tally.level++)),
        entry("an action changes a task of another pool",
            "touches pool elsewhere, which belongs to ",
            pool -> foreign(pool, (far, door) -> door.wanted.set(true)),
            pool -> foreign(pool,
                (far, door) -> far.event("want", () -> door.wanted.set(true)))),
        threaded("an action blocks", "tally R1 has held up pool-trial",
            looked -> new Tally(1, true, tally -> {
              Trial.stand(looked);
              tally.level++;
            }),
            looked -> new Fetch(slots(), fetch -> fetch.call.call(() -> {
              Trial.stand(looked);
              return "done";
            }))));
  }

  /// What an action does to a task elsewhere.
  private interface Reach {
    void to(Pool far, Door door);
  }

  private static void foreign(Pool pool, Reach reach) {
    Pool far = Pool.named("elsewhere").drivenBy(made -> () -> { }).build();
    var door = new Door();
    far.add(door);
    CompletableFuture.runAsync(() -> far.runOnce(0)).join();
    pool.add(new Tally(1, true, tally -> {
      reach.to(far, door);
      tally.level++;
    }));
  }

  private static Consumer<Pool> friends(boolean firstIsReady) {
    return pool -> {
      var one = new Friend("one", firstIsReady);
      var other = new Friend("other", false);
      one.other.set(other);
      other.other.set(one);
      pool.add(one);
      pool.add(other);
    };
  }

  private static Consumer<Pool> busy(Consumer<Tally> action) {
    return pool -> pool.add(new Tally(3, true, action));
  }

  private static Consumer<Pool> fetch(Consumer<Fetch> start) {
    return pool -> pool.add(new Fetch(slots(), start));
  }

  private static Budget.Lane slots() {
    return new Budget("slots", 1).common();
  }

  private static CompletableFuture<String> done() {
    return CompletableFuture.completedFuture("done");
  }

  private static WrongModule entry(
      String mistake, String expected, Consumer<Pool> wrong, Consumer<Pool> right) {
    return new WrongModule(
        mistake, Finder.WATCHDOG, expected, Trial.live(wrong), Trial.live(right));
  }

  private static WrongModule threaded(String mistake, String expected,
      Function<CountDownLatch, Tally> wrong, Function<CountDownLatch, Fetch> right) {
    Supplier<List<String>> bad = Trial.threaded(wrong);
    return new WrongModule(mistake, Finder.WATCHDOG, expected, bad, Trial.threaded(right));
  }
}
