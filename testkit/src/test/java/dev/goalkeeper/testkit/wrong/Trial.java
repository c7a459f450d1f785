package dev.goalkeeper.testkit.wrong;

import dev.goalkeeper.pools.Alarm;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Watchdogs;
import dev.goalkeeper.pools.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Logger;

/// The ways in which a module is tried; each returns what was found, nothing if all is well.
final class Trial {
  /// Longer than any of these modules takes when it is right.
  private static final Duration SIMULATED = Duration.ofSeconds(10);

  /// Long enough for a task to be called overdue.
  private static final Duration LIVE = Watchdogs.STANDARD.overdue().multipliedBy(2);

  /// The steps of a live pool's clock: as many as some of these modules need to come to rest.
  private static final int TURNS = 50;

  /// The most that a trial waits for another thread; it never does when all is well.
  private static final long PATIENCE_SECONDS = 30;

  /// Kept, so that it stays as quiet as it is made: these modules are wrong on purpose.
  private static final Logger LOG = Logger.getLogger("dev.goalkeeper.pools");

  private Trial() {}

  /// Declares a table, or does anything else that may be refused.
  static Supplier<List<String>> call(Runnable attempt) {
    return () -> {
      try {
        attempt.run();
        return List.of();
      } catch (RuntimeException | Error refused) { // being refused is what is tried
        return List.of(String.valueOf(refused.getMessage()));
      }
    };
  }

  /// Runs a module in a simulated world.
  static Supplier<List<String>> simulated(Consumer<Pool> module) {
    return () -> {
      LOG.setUseParentHandlers(false);
      SimulatedWorld world = World.simulated(1);
      List<String> found = new ArrayList<>();
      Pool pool = Pool.named("trial").world(world)
          .alarms(alarm -> found.add(alarm.what())).build();
      try {
        module.accept(pool);
        world.run(SIMULATED);
      } catch (IllegalStateException ended) {
        found.add(String.valueOf(ended.getMessage()));
      }
      return found;
    };
  }

  /// Runs a module in a live pool for two minutes of a clock that this turns; what raises an alarm
  /// was found.
  static Supplier<List<String>> live(Consumer<Pool> module) {
    return () -> {
      LOG.setUseParentHandlers(false);
      List<String> found = new ArrayList<>();
      Pool pool = Pool.named("trial").drivenBy(made -> () -> {})
          .alarms(alarm -> found.add(alarm.what())).build();
      module.accept(pool);
      for (int turn = 0; turn < TURNS; turn++) {
        pool.runOnce(LIVE.multipliedBy(turn).dividedBy(TURNS).toNanos());
      }
      pool.close();
      return found;
    };
  }

  /// Runs a module in a pool with a thread of its own until its task is at its goal.
  ///
  /// @param module makes the task; is given a latch that opens once an alarm was raised, in this
  ///     pool or in one beside it whose action stands still until then: the lookout has looked
  static <T extends Task<T>> Supplier<List<String>> threaded(Function<CountDownLatch, T> module) {
    return () -> {
      LOG.setUseParentHandlers(false);
      var looked = new CountDownLatch(1);
      List<String> found = new CopyOnWriteArrayList<>();
      Consumer<Alarm> ear = alarm -> {
        found.add(alarm.what());
        looked.countDown();
      };
      try (Pool pool = Pool.named("trial").alarms(ear).build();
          Pool beside = Pool.named("beside").alarms(alarm -> looked.countDown()).build()) {
        T task = module.apply(looked);
        pool.start().add(task);
        beside.start().event("stand still", () -> stand(looked));
        pool.await(task).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException late) {
        found.add("never at its goal: " + late);
      }
      return found;
    };
  }

  /// Waits for the lookout.
  static void stand(CountDownLatch looked) {
    try {
      if (!looked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody has looked");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
