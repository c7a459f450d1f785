package dev.goalkeeper.pools;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What other threads bring is bounded. Until somebody runs a pool, every thread is another one.
class InboxTest {
  private static final int BOUND = 3;
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<String> happened = new ArrayList<>();
  private final Pool pool = notRun("narrow");

  @AfterEach
  void closePool() {
    pool.close();
  }

  @BeforeAll
  static void hush() {
    Scene.hush();
  }

  @Test
  void whatIsBroughtBeyondTheBoundIsRefusedWithPoolBoundAndThread() {
    fill();
    assertThatThrownBy(() -> bring("late"))
        .isInstanceOf(InboxFullException.class)
        .hasMessage("pool narrow refuses 'late' of " + Thread.currentThread().getName()
            + ": its inbox is full, 3 of 3 wait, 1 were refused. Bring less, wait for room: "
            + "event(what, change, patience), or make the inbox larger if its thread only falls "
            + "behind for a while: Pool.named(...).inbox(...).");
    assertThat(pool.inbox()).isEqualTo(new Inbox(BOUND, BOUND, 1)).matches(Inbox::full);

    turn();
    assertThat(happened).containsExactly("event 0", "event 1", "event 2");
    assertThat(pool.inbox()).isEqualTo(new Inbox(0, BOUND, 1));
  }

  @Test
  void takingOutMakesRoom() {
    for (int round = 0; round < 4; round++) {
      elsewhere(this::fill);
      turn();
    }
    assertThat(happened).hasSize(4 * BOUND);
    assertThat(pool.inbox().refused()).isZero();
  }

  @Test
  void refusedTaskMayBeAddedLater() {
    fill();
    var lamp = new Lamp("lamp");
    assertThatThrownBy(() -> pool.add(lamp)).isInstanceOf(InboxFullException.class);
    turn();
    assertThat(pool.tasks()).isEmpty();
    elsewhere(() -> pool.add(lamp));
    turn();
    assertThat(pool.tasks()).containsExactly(lamp);
  }

  @Test
  void refusedQuestionIsAnsweredWithTheRefusal() {
    var lamp = new Lamp("lamp");
    pool.add(lamp);
    bring("second");
    bring("third");
    assertThat(pool.query(() -> "seen")).isCompletedExceptionally()
        .failsWithin(Duration.ZERO).withThrowableThat().havingCause()
        .isInstanceOf(InboxFullException.class).withMessageStartingWith(
            "pool narrow refuses 'a query' of ");
    assertThat(pool.await(lamp)).isCompletedExceptionally()
        .failsWithin(Duration.ZERO).withThrowableThat().havingCause()
        .isInstanceOf(InboxFullException.class).withMessageStartingWith(
            "pool narrow refuses 'a wait' of ");
  }

  @Test
  void resultsAndReadersOfViewsAreNeverRefused() {
    var caller = new Caller("caller", new Budget("calls", 1).common());
    caller.asked.set(true);
    pool.add(caller);
    turn();
    elsewhere(() -> {
      fill();
      caller.call.complete(caller.token, "done");
      pool.latest(caller);
    });
    turn();
    assertThat(caller.ended).isEqualTo(Status.OK);
    assertThat(pool.latest(caller).row()).isEqualTo("G");
    assertThat(pool.inbox().refused()).isZero();
  }

  @Test
  void whatItsOwnRulesBringIsNeverRefused() {
    var caller = new Caller("caller", new Budget("calls", 1).common());
    caller.asked.set(true);
    caller.before = () -> {
      for (int i = 0; i < 10 * BOUND; i++) {
        bring("own");
      }
    };
    pool.add(caller);
    turn();
    assertThat(happened).hasSize(10 * BOUND);
    assertThat(pool.inbox()).isEqualTo(new Inbox(0, BOUND, 0));
  }

  @Test
  void whoHasPatienceGetsRoomWhenThereIs() throws Exception {
    int threads = 4;
    int each = 500;
    var count = new AtomicInteger();
    try (Pool own = Pool.named("own").inbox(2).build()) {
      List<Thread> bringing = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        bringing.add(Thread.ofPlatform().start(() -> IntStream.range(0, each)
            .forEach(i -> own.event("count", count::incrementAndGet, PATIENCE))));
      }
      own.start();
      for (Thread thread : bringing) {
        thread.join();
      }
      var all = new CompletableFuture<Integer>();
      elsewhere(() -> own.event("end", () -> all.complete(count.get()), PATIENCE));
      assertThat(all.get(PATIENCE.toSeconds(), SECONDS)).isEqualTo(threads * each);
      assertThat(own.inbox().refused()).isZero();
    }
  }

  @Test
  void patienceComesToAnEnd() {
    fill();
    elsewhere(() -> {
      assertThatThrownBy(() -> pool.event("late", () -> {}, Duration.ofMillis(1)))
          .hasMessageContaining("'late'").hasMessageContaining("Bring less");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> pool.event("late", () -> {}, LONG))
          .as("and with an interrupt").hasMessageContaining("Bring less");
      assertThat(Thread.interrupted()).as("which is kept").isTrue();
    });
  }

  @Test
  void threadThatRunsAPoolNeverWaitsForAnother() {
    fill();
    Pool other = notRun("other");
    other.runOnce(other.world().nanos());
    assertThatThrownBy(() -> pool.event("late", () -> {}, LONG))
        .isInstanceOf(InboxFullException.class)
        .hasMessageContaining(Thread.currentThread().getName() + " runs a pool itself and may not "
            + "wait: two pools would wait for each other. Let an operation bring it: "
            + "op.call(() -> pool.event(what, change, patience)).");
    other.close();
  }

  @Test
  void closingEndsEveryWait() throws Exception {
    fill();
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiting.add(Thread.ofPlatform().start(() -> pool.event("late", () -> {}, LONG)));
    }
    pool.close();
    for (Thread thread : waiting) {
      assertThat(thread.join(PATIENCE)).isTrue();
    }
    bring("after the end");
    turn();
    assertThat(happened).isEmpty();
  }

  @Test
  void simulatedThreadIsThePoolsOwnAndNeedsNoRoom() {
    var scene = new Scene(3);
    Pool wide = Pool.named("pool").world(scene.world).build();
    assertThat(hash(BOUND)).isEqualTo(hash(PoolBuilder.INBOX_DEFAULT));
    for (int i = 0; i < 10; i++) {
      wide.event("count", () -> happened.add("at once"));
    }
    assertThat(happened).hasSize(10);
  }

  @Test
  void inboxThatIsFullForLongRaisesAnAlarmOnce() {
    List<Alarm> alarms = new ArrayList<>();
    Pool watched = Pool.named("watched").inbox(1).drivenBy(made -> () -> {})
        .watchdogs(Watchdogs.STANDARD.full(LONG)).alarms(alarms::add).build();
    Sentry sentry = watched.guard().newSentry();
    long spell = LONG.toNanos();
    sentry.look(0);
    watched.event("first", () -> {});
    sentry.look(spell);
    watched.runOnce(0);
    sentry.look(2 * spell - 1);
    assertThat(alarms).as("a burst is no alarm").isEmpty();

    elsewhere(() -> {
      watched.event("second", () -> {});
      assertThatThrownBy(() -> watched.event("third", () -> {}))
          .isInstanceOf(InboxFullException.class);
    });
    watched.runOnce(0);
    sentry.look(2 * spell);
    elsewhere(() -> watched.event("fourth", () -> {}));
    sentry.look(3 * spell);
    sentry.look(4 * spell);
    assertThat(alarms).singleElement().satisfies(alarm -> {
      assertThat(alarm.kind()).isEqualTo(Alarm.Kind.FULL);
      assertThat(alarm.what()).startsWith("the inbox has been full for 3600000 ms: 1 of 1 wait, 1 "
          + "were refused, now at nothing. Other threads bring more than it takes in");
    });
    watched.close();
  }

  @Test
  void explainShowsAnInboxThatIsFull() {
    var lamp = new Lamp("lamp");
    pool.add(lamp);
    turn();
    assertThat(pool.explain(lamp)).doesNotContain("inbox");
    elsewhere(this::fill);
    assertThat(pool.explain(lamp)).contains("  inbox of the pool: 3 of 3 wait, 0 were refused\n");
  }

  @Test
  void anyTaskOfAPoolMayBeAwaited() {
    Task<?> lamp = new Lamp("lamp");
    pool.add(lamp);
    turn();
    assertThat(pool.await(lamp)).isCompletedWithValueMatching(each -> each == lamp);
    assertThat(pool.why(lamp)).contains("has not fired yet");
  }

  @Test
  void inboxHasRoom() {
    assertThatThrownBy(() -> Pool.named("tiny").inbox(0))
        .hasMessage("the inbox of pool tiny has room for 1 at least, not 0");
  }

  private static long hash(int bound) {
    SimulatedWorld world = World.simulated(3);
    Pool simulated = Pool.named("pool").world(world).inbox(bound).build();
    var lamp = new Lamp("lamp");
    simulated.add(lamp);
    for (int i = 0; i < 10; i++) {
      simulated.event("switch", () -> lamp.wanted.set(!lamp.wanted.get()));
    }
    world.run(LONG);
    return world.hash();
  }

  private static Pool notRun(String name) {
    return Pool.named(name).inbox(BOUND).drivenBy(made -> () -> {}).build();
  }

  private void bring(String what) {
    pool.event(what, () -> happened.add(what));
  }

  private void fill() {
    for (int i = 0; i < BOUND; i++) {
      bring("event " + i);
    }
  }

  private void turn() {
    pool.runOnce(pool.world().nanos());
  }

  /// Runs it on a thread that runs no pool.
  private static void elsewhere(Runnable work) {
    var thrown = new AtomicReference<@Nullable Throwable>();
    Thread thread = Thread.ofPlatform().unstarted(work);
    thread.setUncaughtExceptionHandler((of, what) -> thrown.set(what));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
    assertThat(thrown.get()).isNull();
  }
}
