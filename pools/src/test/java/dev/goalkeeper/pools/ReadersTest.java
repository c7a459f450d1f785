package dev.goalkeeper.pools;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A pool on a thread of its own, asked from this one.
class ReadersTest {
  private static final long PATIENCE_SECONDS = 20;

  private final Pool pool = Pool.named("readers").build();
  private final Lamp lamp = new Lamp("lamp");

  @AfterEach
  void closePool() {
    pool.close(Duration.ofSeconds(PATIENCE_SECONDS));
  }

  @Test
  void taskAddedBeforeThePoolIsStartedRunsOnItsThread() throws Exception {
    pool.add(lamp);
    pool.event("dusk", () -> lamp.wanted.set(true));
    pool.start();
    String thread = get(pool.await(lamp).thenApply(at -> Thread.currentThread().getName()));
    assertThat(thread).isIn("pool-readers", Thread.currentThread().getName());
    assertThat(get(pool.query(() -> Thread.currentThread().getName()))).isEqualTo("pool-readers");
  }

  @Test
  void awaitCompletesAtTheGoalOrAtTheCondition() throws Exception {
    pool.start().add(lamp);
    assertThat(get(pool.await(lamp)).lit).isFalse();
    CompletableFuture<Lamp> lit = pool.await(lamp, each -> each.lit);
    assertThat(lit).isNotDone();
    pool.event("dusk", () -> lamp.wanted.set(true));
    assertThat(get(lit)).isSameAs(lamp);
  }

  @Test
  void latestShowsTheStateAsOfTheTurnAfterSomebodyAsked() throws Exception {
    pool.start().add(lamp);
    get(pool.await(lamp));
    pool.event("dusk", () -> lamp.wanted.set(true));
    get(pool.await(lamp, each -> each.lit));
    Snapshot shown = pool.latest(lamp);
    while (!shown.state().equals("lit")) {
      get(pool.query(() -> true));
      shown = pool.latest(lamp);
    }
    assertThat(shown.task()).isEqualTo("lamp");
    assertThat(shown.ageNanos(pool.world().nanos())).isNotNegative();
  }

  @Test
  void latestAnswersFromTheMomentThatATaskIsAdded() {
    pool.add(lamp);
    Snapshot shown = pool.latest(lamp);
    assertThat(shown.row()).isEqualTo("-");
    assertThat(shown.atGoal()).isFalse();
    assertThatThrownBy(() -> pool.latest(new Lamp("other")))
        .isInstanceOf(IllegalStateException.class).hasMessage("other was never added to a pool");
  }

  @Test
  void queryIsACutBetweenTwoRules() throws Exception {
    var other = new Lamp("other");
    pool.start().add(lamp);
    pool.add(other);
    for (int i = 0; i < 200; i++) {
      boolean on = i % 2 == 0;
      pool.event("both", () -> {
        lamp.wanted.set(on);
        other.wanted.set(on);
      });
      boolean same = get(pool.query(() -> lamp.wanted.get().equals(other.wanted.get())));
      assertThat(same).isTrue();
    }
  }

  @Test
  void readerThatThrowsFailsAloneEvenInAFailStopPool() throws Exception {
    List<Throwable> deaths = new ArrayList<>();
    try (Pool strict = Pool.named("strict").failStop(deaths::add).build().start()) {
      strict.add(lamp);
      Future<String> query = strict.query(() -> {
        throw new IllegalStateException("unreadable");
      });
      assertFails(query, IllegalStateException.class, "unreadable");
      Predicate<Lamp> bad = each -> {
        throw new IllegalStateException("uncomparable");
      };
      assertFails(strict.await(lamp, bad), IllegalStateException.class, "uncomparable");
      assertThat(get(strict.query(() -> "alive"))).isEqualTo("alive");
    }
    assertThat(deaths).isEmpty();
  }

  @Test
  void whoAwaitsARetiredTaskHearsOfIt() throws Exception {
    pool.start().add(lamp);
    Future<Lamp> lit = pool.await(lamp, each -> each.lit);
    pool.event("away", () -> pool.retire(lamp));
    assertFails(lit, IllegalStateException.class, "lamp was retired");
    assertFails(pool.await(lamp), IllegalStateException.class, "lamp is not in pool readers");
  }

  @Test
  void whoAsksAClosedPoolHearsOfIt() throws Exception {
    pool.start().add(lamp);
    Future<Lamp> lit = pool.await(lamp, each -> each.lit);
    get(pool.query(() -> "seated by now"));
    pool.close(Duration.ofSeconds(PATIENCE_SECONDS));
    assertFails(lit, IllegalStateException.class, "pool readers is closed");
    assertFails(pool.await(lamp), IllegalStateException.class, "pool readers is closed");
    assertFails(pool.query(() -> 1), IllegalStateException.class, "pool readers is closed");
  }

  @Test
  void whoAskedAPoolThatNeverStartedHearsOfItsEnd() {
    pool.add(lamp);
    Future<Integer> query = pool.query(() -> 1);
    Future<Lamp> lit = pool.await(lamp, each -> each.lit);
    pool.close(Duration.ofSeconds(PATIENCE_SECONDS));
    assertFails(query, IllegalStateException.class, "pool readers is closed");
    assertFails(lit, IllegalStateException.class, "pool readers is closed");
    assertThatThrownBy(pool::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoIsToldMayAskAgainAtOnce() throws Exception {
    pool.start().add(lamp);
    CompletableFuture<Lamp> twice =
        pool.await(lamp, each -> each.lit)
            .thenCompose(each -> pool.await(each, again -> !again.lit));
    pool.event("dusk", () -> lamp.wanted.set(true));
    get(pool.await(lamp, each -> each.lit));
    pool.event("dawn", () -> lamp.wanted.set(false));
    assertThat(get(twice).lit).isFalse();
  }

  @Test
  void cancelledWaitIsForgotten() throws Exception {
    pool.start().add(lamp);
    CompletableFuture<Lamp> lit = pool.await(lamp, each -> each.lit);
    lit.cancel(false);
    pool.event("dusk", () -> lamp.wanted.set(true));
    get(pool.await(lamp, each -> each.lit));
    assertThat(lit).isCancelled();
  }

  private static <R> R get(Future<R> future) throws Exception {
    return future.get(PATIENCE_SECONDS, SECONDS);
  }

  private static void assertFails(Future<?> future, Class<? extends Throwable> type, String why) {
    assertThatThrownBy(() -> future.get(PATIENCE_SECONDS, SECONDS))
        .isInstanceOf(ExecutionException.class).cause().isInstanceOf(type).hasMessage(why);
  }
}
