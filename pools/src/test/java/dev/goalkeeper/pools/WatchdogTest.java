package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final Duration LONG = Duration.ofHours(1);

  /// The most that a test waits for another thread; it never does when all is well.
  private static final long PATIENCE_SECONDS = 30;

  private final List<Alarm> alarms = new ArrayList<>();

  /// Counts down by its own action, one a firing; says that it makes progress, or does not.
  private static final class Counter extends Task<Counter> {
    static final Clauses<Counter> C = Clauses.of(Counter.class);
    static final CellClause<Counter> WANTED = C.cell("wanted");
    static final Fact<Counter> DONE = C.local("done", counter -> counter.left == 0);
    static final Rules<Counter> RULES = C.rules()
        .rule("R", Counter::next, WANTED, DONE.not())
        .goal("G1",               WANTED, DONE)
        .goal("G0",               WANTED.not())
        .build();

    private final boolean says;
    private int left;

    Counter(int left, boolean says) {
      cell(WANTED, true);
      this.left = left;
      this.says = says;
    }

    @Override
    protected Rules<Counter> rules() {
      return RULES;
    }

    private void next() {
      left--;
      if (says) {
        progress();
      }
    }
  }

  /// Hands the ball to the other whenever it has it.
  private static final class Player extends Task<Player> {
    static final Clauses<Player> C = Clauses.of(Player.class);
    static final CellClause<Player> BALL = C.cell("ball");
    static final Rules<Player> RULES =
        C.rules().rule("R", Player::hit, BALL).goal("G", BALL.not()).build();

    final Cell<Boolean> ball = cell(BALL, false);
    private final String name;
    private Player other = this;

    Player(String name) {
      this.name = name;
    }

    @Override
    protected Rules<Player> rules() {
      return RULES;
    }

    @Override
    public String name() {
      return name;
    }

    private void hit() {
      ball.set(false);
      other.ball.set(true);
    }
  }

  @BeforeAll
  static void hush() {
    Scene.hush();
  }

  @Test
  void taskThatIsAwayFromItsGoalForTooLongIsNamedOnce() {
    Pool pool = live();
    var worker = new Worker(new Idle());
    pool.add(worker);
    run(pool, Duration.ZERO);
    run(pool, Duration.ofSeconds(59));
    assertThat(alarms).isEmpty();
    run(pool, Duration.ofSeconds(61));
    run(pool, Duration.ofSeconds(99));
    assertThat(alarms).singleElement().satisfies(alarm -> {
      assertThat(alarm.kind()).isEqualTo(Alarm.Kind.OVERDUE);
      assertThat(alarm.task()).isEqualTo("worker");
      assertThat(alarm.what()).startsWith("worker W2 has been away from its goal for 61 s:\n")
          .contains("would change it: spawn");
    });
  }

  @Test
  void taskThatWasAtItsGoalMeanwhileIsNotOverdue() {
    Pool pool = live();
    var lamp = new Lamp("lamp");
    pool.add(lamp);
    run(pool, Duration.ofSeconds(1));
    for (int i = 0; i < 5; i++) {
      lamp.wanted.set(i % 2 == 0);
      run(pool, Duration.ofSeconds(50L * i));
      run(pool, Duration.ofSeconds(50L * i + 25));
    }
    run(pool, LONG);
    assertThat(alarms).isEmpty();
  }

  @Test
  void ruleThatLeavesItsOwnConditionTrueIsHotAndBacksOff() {
    Pool pool = live();
    var counter = new Counter(Integer.MAX_VALUE, false);
    var lamp = new Lamp("lamp");
    pool.add(counter);
    pool.add(lamp);
    run(pool, Duration.ZERO);
    assertThat(alarms).singleElement().satisfies(alarm -> {
      assertThat(alarm.kind()).isEqualTo(Alarm.Kind.HOT);
      assertThat(alarm.what()).startsWith("hot: Counter 1 R leaves what it is stated over as it "
          + "was, and fires again and again, at wanted, not done")
          .contains("call progress()");
    });
    assertThat(pool.firings()).containsEntry("Counter", Map.of("R", 1_001L));
    assertThat(pool.explain(counter)).contains("quarantined: its rules fire in a circle");

    lamp.wanted.set(true);
    run(pool, Duration.ofMillis(1));
    assertThat(lamp.lit).as("the others go on").isTrue();
    run(pool, Duration.ofSeconds(1));
    assertThat(alarms).as("tried again, and hot again").hasSize(2);
  }

  @Test
  void tasksThatWakeEachOtherForNothingAreHotAndTheCircleIsNamed() {
    Pool pool = live();
    var ping = new Player("ping");
    var pong = new Player("pong");
    ping.other = pong;
    pong.other = ping;
    pool.add(ping);
    pool.add(pong);
    run(pool, Duration.ZERO);
    pool.event("throw in", () -> ping.ball.set(true));
    run(pool, Duration.ofMillis(1));
    assertThat(alarms).extracting(Alarm::what).satisfiesExactly(
        what -> assertThat(what).startsWith("hot: pong R -> ping R fire again and again, at ball"),
        what -> assertThat(what).startsWith("hot: ping R -> pong R fire again and again, at ball"));
  }

  @Test
  void busyTaskThatMakesProgressIsNotHot() {
    Pool pool = live();
    var saying = new Counter(50_000, true);
    var shortList = new Counter(Watchdogs.STANDARD.firingsMax(), false);
    pool.add(saying);
    pool.add(shortList);
    run(pool, Duration.ZERO);
    for (int i = 0; i < 20; i++) {
      run(pool, Duration.ofMillis(i));
    }
    assertThat(saying.left + shortList.left).isZero();
    assertThat(alarms).isEmpty();
  }

  @Test
  void taskThatEventsKeepBusyIsNotHot() {
    Pool pool = live();
    var lamp = new Lamp("lamp");
    pool.add(lamp);
    run(pool, Duration.ZERO);
    for (int i = 0; i < 3 * Watchdogs.STANDARD.firingsMax(); i++) {
      boolean wanted = i % 2 == 0;
      pool.event("switch", () -> lamp.wanted.set(wanted));
      run(pool, Duration.ofMillis(1));
    }
    assertThat(alarms).isEmpty();
  }

  @Test
  void taskThatOthersSwitchWithoutAnEventIsNotHot() {
    Pool pool = live();
    var lamp = new Lamp("lamp");
    pool.add(lamp);
    for (int i = 0; i < 3 * Watchdogs.STANDARD.firingsMax(); i++) {
      lamp.wanted.set(i % 2 == 0);
      run(pool, Duration.ofMillis(1));
    }
    assertThat(alarms).isEmpty();
  }

  @Test
  void hotTaskEndsASimulation() {
    var scene = new Scene();
    scene.pool.add(new Counter(Integer.MAX_VALUE, false));
    assertThatThrownBy(scene::settle).hasMessageContaining("hot: Counter 1 R leaves");
  }

  @Test
  void whatThrowsIsNamedWithItsRowAndThread() {
    Pool pool = live();
    var caller = new Caller("caller", new Budget("calls", 1).common());
    caller.before = () -> {
      throw new IllegalStateException("no line");
    };
    pool.add(caller);
    caller.asked.set(true);
    run(pool, Duration.ZERO);
    assertThat(alarms).singleElement().satisfies(alarm -> {
      assertThat(alarm.kind()).isEqualTo(Alarm.Kind.FAILED);
      assertThat(alarm.task()).isEqualTo("caller");
      assertThat(alarm.what()).startsWith("caller R1 threw java.lang.IllegalStateException: no "
          + "line on " + Thread.currentThread().getName() + "; the task is tried again later");
    });
  }

  @Test
  void missedWakeUpIsHealedAndNamed() {
    Pool pool = live();
    var sneaky = new Sneaky();
    pool.add(sneaky);
    run(pool, Duration.ZERO);
    sneaky.level = 3;
    run(pool, Duration.ofSeconds(1));
    assertThat(alarms).singleElement().satisfies(alarm -> {
      assertThat(alarm.kind()).isEqualTo(Alarm.Kind.MISSED_WAKE_UP);
      assertThat(alarm.what()).contains("reads state that it does not name");
    });
  }

  @Test
  void listenerThatThrowsStopsNothing() {
    Pool pool = Pool.named("deaf").drivenBy(made -> () -> {}).alarms(alarm -> {
      throw new IllegalStateException("too loud");
    }).build();
    var counter = new Counter(Integer.MAX_VALUE, false);
    var lamp = new Lamp("lamp");
    pool.add(counter);
    pool.add(lamp);
    lamp.wanted.set(true);
    run(pool, Duration.ZERO);
    assertThat(lamp.lit).isTrue();
  }

  @Test
  void actionThatHoldsUpItsPoolIsSeenFromOutsideWithItsStack() throws InterruptedException {
    var heard = new LinkedBlockingQueue<Alarm>();
    var release = new CountDownLatch(1);
    try (Pool pool = Pool.named("slow").alarms(heard::add).build()) {
      var caller = new Caller("caller", new Budget("calls", 1).common());
      caller.before = () -> stand(release);
      pool.start().add(caller);
      pool.event("ask", () -> caller.asked.set(true));
      Alarm alarm = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      release.countDown();
      assertThat(alarm).isNotNull().satisfies(slow -> {
        assertThat(slow.kind()).isEqualTo(Alarm.Kind.SLOW);
        assertThat(slow.what()).startsWith("caller R1 has held up pool-slow for ")
            .contains("WatchdogTest.stand", "op.call");
      });
    }
  }

  @Test
  void eventThatHoldsUpItsPoolIsSeenTooAndToldOnce() throws InterruptedException {
    var inside = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (Pool pool = Pool.named("slow").watchdogs(Watchdogs.STANDARD.action(LONG))
        .alarms(alarms::add).build()) {
      pool.start().event("long", () -> {
        inside.countDown();
        stand(release);
      });
      assertThat(inside.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      var sentry = pool.guard().newSentry();
      sentry.look(0);
      sentry.look(LONG.toNanos() - 1);
      assertThat(alarms).isEmpty();
      sentry.look(LONG.toNanos());
      sentry.look(2 * LONG.toNanos());
      release.countDown();
      assertThat(alarms).singleElement().satisfies(alarm ->
          assertThat(alarm.what())
              .startsWith("an event, a result or a reader has held up pool-slow"));
    }
  }

  @Test
  void poolThatRestsIsNotHeldUp() {
    Pool pool = live();
    pool.add(new Lamp("lamp"));
    run(pool, Duration.ZERO);
    var sentry = pool.guard().newSentry();
    sentry.look(0);
    sentry.look(LONG.toNanos());
    assertThat(alarms).isEmpty();
  }

  @Test
  void processThatStoodStillIsNoticed() {
    Pool pool = live();
    pool.guard().sentry().stalled(Duration.ofMillis(999));
    assertThat(alarms).isEmpty();
    pool.guard().sentry().stalled(Duration.ofMillis(1_700));
    assertThat(alarms).singleElement().satisfies(alarm -> {
      assertThat(alarm.kind()).isEqualTo(Alarm.Kind.STALLED);
      assertThat(alarm).hasToString("pool live: " + alarm.what());
      assertThat(alarm.what()).startsWith("the process stood still for 1700 ms");
    });
  }

  @Test
  void boundsLetSomethingHappen() {
    assertThatThrownBy(() -> Watchdogs.STANDARD.overdue(Duration.ZERO))
        .hasMessage("overdue is longer than nothing, not PT0S");
    assertThatThrownBy(() -> Watchdogs.STANDARD.firingsMax(0))
        .hasMessage("firingsMax is at least 1, not 0");
  }

  private Pool live() {
    return Pool.named("live").drivenBy(made -> () -> {}).alarms(alarms::add).build();
  }

  /// One turn at this time of the pool's clock.
  private static void run(Pool pool, Duration at) {
    pool.runOnce(at.toNanos());
  }

  private static void stand(CountDownLatch until) {
    try {
      assertThat(until.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// A launcher that never gets anything done.
  private static final class Idle implements Worker.Launcher {
    @Override
    public CompletionStage<String> spawn() {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<String> kill() {
      return new CompletableFuture<>();
    }
  }
}
