package dev.goalkeeper.pools;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DrivingTest {
  private static final long PATIENCE_SECONDS = 20;

  /// Drives a pool on somebody's event loop, as an application would.
  private static final class LoopDriver implements Driver {
    private final Pool pool;
    private final ScheduledExecutorService loop;
    private @Nullable ScheduledFuture<?> planned;

    LoopDriver(Pool pool, ScheduledExecutorService loop) {
      this.pool = pool;
      this.loop = loop;
    }

    @Override
    public void ring() {
      loop.execute(this::turn);
    }

    private void turn() {
      if (planned != null) {
        planned.cancel(false);
      }
      pool.runOnce(pool.world().nanos());
      long next = pool.nextDeadlineNanos();
      if (next != Long.MAX_VALUE) {
        long delay = Math.max(0, next - pool.world().nanos());
        planned = loop.schedule(this::turn, delay, TimeUnit.NANOSECONDS);
      }
    }
  }

  @Test
  void foreignLoopDrivesThePoolWhoeverAddsToItFirst() throws Exception {
    try (var loop = Executors.newSingleThreadScheduledExecutor()) {
      Pool pool = Pool.named("loop").drivenBy(made -> new LoopDriver(made, loop)).build().start();
      var lamps = new ArrayList<Lamp>();
      for (int i = 0; i < 100; i++) {
        lamps.add(new Lamp("lamp " + i));
        pool.add(lamps.getLast());
      }
      for (Lamp lamp : lamps) {
        pool.event("dusk", () -> lamp.wanted.set(true));
        pool.await(lamp, each -> each.lit).get(PATIENCE_SECONDS, SECONDS);
      }
      assertThat(pool.query(() -> pool.tasks().size()).get(PATIENCE_SECONDS, SECONDS))
          .isEqualTo(100);
      pool.close();
      loop.shutdown();
    }
  }

  @Test
  void foreignLoopWakesForTimeOuts() throws Exception {
    try (var loop = Executors.newSingleThreadScheduledExecutor()) {
      Pool pool = Pool.named("loop").drivenBy(made -> new LoopDriver(made, loop)).build();
      var caller = new Caller("caller", new Budget("calls", 1).common());
      pool.add(caller);
      pool.event("ask", () -> caller.asked.set(true));
      pool.await(caller, each -> each.ended == Status.TIMED_OUT).get(PATIENCE_SECONDS, SECONDS);
      pool.close();
      loop.shutdown();
    }
  }

  @Test
  void callersLoopIsToldHowMuchThereWasToDo() {
    List<String> rings = new ArrayList<>();
    Pool pool = Pool.named("manual").drivenBy(made -> () -> rings.add("ring")).build();
    var lamp = new Lamp("lamp");
    pool.add(lamp);
    assertThat(rings).hasSize(1);
    pool.event("dusk", () -> lamp.wanted.set(true));
    assertThat(rings).as("once until the next turn begins").hasSize(1);

    long now = pool.world().nanos();
    assertThat(pool.runOnce(now)).isPositive();
    assertThat(pool.runOnce(now)).isZero();
    assertThat(lamp.lit).isTrue();

    pool.event("dawn", () -> lamp.wanted.set(false));
    assertThat(rings).hasSize(2);
    assertThat(pool.runOnce(now)).isPositive();
    assertThat(lamp.lit).isFalse();
  }

  @Test
  void quietPoolOnSomebodyElsesLoopStillSweeps() {
    Scene.hush();
    Pool pool = Pool.named("manual").drivenBy(made -> () -> {}).build();
    var sneaky = new Sneaky();
    pool.add(sneaky);
    long now = pool.world().nanos();
    pool.runOnce(now);
    pool.runOnce(now);
    sneaky.level = 3;
    long next = pool.nextDeadlineNanos();
    assertThat(next - now).isBetween(1L, Duration.ofMillis(100).toNanos());
    pool.runOnce(next);
    assertThat(pool.healed()).isEqualTo(1);
    pool.runOnce(next);
    assertThat(pool.explain(sneaky)).contains("Sneaky G (at goal)");
    assertThat(pool.why(sneaky))
        .containsSubsequence("Sneaky 1 fired R", "event 'missed wake-up healed'");
  }

  @Test
  void poolWithASeatBelongsToWhoeverHasIt() throws Exception {
    var seat = new AtomicReference<@Nullable Thread>();
    SeatedDriver driver = new SeatedDriver() {
      @Override
      public boolean isHere() {
        return seat.get() == Thread.currentThread();
      }

      @Override
      public void ring() {}
    };
    Pool pool = Pool.named("seated").drivenBy(made -> driver).build();
    var lamp = new Lamp("lamp");
    pool.add(lamp);
    assertThatThrownBy(() -> pool.runOnce(pool.world().nanos()))
        .hasMessage(Thread.currentThread().getName() + " touches pool seated, which belongs to "
            + "whoever drives it at the time; bring an event() or ask by query()");
    Thread other = Thread.ofPlatform().unstarted(() -> {
      seat.set(Thread.currentThread());
      pool.runOnce(pool.world().nanos());
      seat.set(null);
    });
    other.start();
    other.join();
    assertThatThrownBy(pool::tasks).isInstanceOf(IllegalStateException.class);

    seat.set(Thread.currentThread());
    assertThat(pool.tasks()).containsExactly(lamp);
    lamp.wanted.set(true);
    assertThat(pool.runOnce(pool.world().nanos())).isPositive();
    assertThat(lamp.lit).isTrue();
  }

  @Test
  void poolOnAThreadOfItsOwnIsNobodyElses() throws Exception {
    try (Pool pool = Pool.named("own").build().start()) {
      assertThatThrownBy(pool::tasks)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(Thread.currentThread().getName() + " touches pool own, which belongs to "
              + "pool-own; bring an event() or ask by query()");
      assertThatThrownBy(() -> pool.runOnce(0)).isInstanceOf(IllegalStateException.class);
      var lamp = new Lamp("lamp");
      pool.add(lamp);
      pool.await(lamp).get(PATIENCE_SECONDS, SECONDS);
      assertThatThrownBy(() -> lamp.wanted.set(true)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> pool.retire(lamp)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void poolStartsOnce() {
    Pool pool = Pool.named("own").build();
    assertThatThrownBy(() -> pool.runOnce(0))
        .as("its thread is known before it starts").isInstanceOf(IllegalStateException.class);
    pool.start();
    assertThatThrownBy(pool::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pool own was started or closed before; it starts once");
    pool.close();
    assertThat(pool.closed()).isTrue();
    Pool closed = Pool.named("closed").build();
    closed.close();
    assertThatThrownBy(closed::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingWaitsForTheRuleThatRunsButNotForEver() throws Exception {
    Pool pool = Pool.named("slow").build().start();
    var entered = new CompletableFuture<Void>();
    var release = new CompletableFuture<Void>();
    var caller = new Caller("caller", new Budget("calls", 1).common());
    caller.before = () -> {
      entered.complete(null);
      release.join();
    };
    pool.add(caller);
    pool.event("ask", () -> caller.asked.set(true));
    entered.get(PATIENCE_SECONDS, SECONDS);

    pool.close(Duration.ofMillis(10));
    assertThat(pool.closed()).isTrue();
    release.complete(null);
    pool.close(Duration.ofSeconds(PATIENCE_SECONDS));
    assertThat(caller.call.status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void resultsComeFromAnyThread() throws Exception {
    try (Pool pool = Pool.named("own").build().start()) {
      var caller = new Caller("caller", new Budget("calls", 1).common());
      pool.add(caller);
      for (int i = 0; i < 50; i++) {
        pool.event("ask", () -> caller.asked.set(true));
        pool.await(caller, each -> each.call.status() == Status.RUNNING)
            .thenAcceptAsync(each -> each.call.complete(each.token, "done"))
            .get(PATIENCE_SECONDS, SECONDS);
        pool.await(caller).get(PATIENCE_SECONDS, SECONDS);
      }
      assertThat(caller.ended).isEqualTo(Status.OK);
    }
  }
}
