package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TimerTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1));

  /// One that never jitters.
  private static final RandomGenerator STEADY = () -> 1L << 63;

  private final Scene scene = new Scene();
  private final Sleeper sleeper = new Sleeper();

  /// Rests whenever the test says so, and notes when it woke.
  private static final class Sleeper extends Task<Sleeper> {
    static final Clauses<Sleeper> C = Clauses.of(Sleeper.class);
    static final TimerClause<Sleeper> REST = C.timer("rest");
    static final CellClause<Sleeper> TIRED = C.cell("tired");
    static final Rules<Sleeper> RULES = C.rules()
        .waits("W",                  REST.running())
        .rule ("R1", Sleeper::rest,  REST.running().not(), TIRED)
        .goal ("G",                  REST.running().not(), TIRED.not())
        .build();

    final Timer rest = timer(REST);
    final Cell<Boolean> tired = cell(TIRED, false);
    final List<Long> began = new ArrayList<>();

    @Override
    protected Rules<Sleeper> rules() {
      return RULES;
    }

    private void rest() {
      began.add(pool().now());
      tired.set(false);
      rest.backoff(BACKOFF);
    }
  }

  @Test
  void runningTimerHoldsUntilItRunsOut() {
    scene.add(sleeper);
    scene.bring(() -> sleeper.rest.start(Duration.ofMillis(5)));
    assertThat(scene.row(sleeper)).isEqualTo("W");
    scene.pass(Duration.ofMillis(5));
    assertThat(scene.row(sleeper)).isEqualTo("G");
  }

  @Test
  void timerStartedAnewRunsFromThen() {
    scene.add(sleeper);
    scene.bring(() -> sleeper.rest.start(Duration.ofMillis(5)));
    scene.pass(Duration.ofMillis(3));
    scene.bring(() -> sleeper.rest.start(Duration.ofMillis(5)));
    scene.pass(Duration.ofMillis(3));
    assertThat(sleeper.rest.running()).isTrue();
    scene.pass(Duration.ofMillis(2));
    assertThat(sleeper.rest.running()).isFalse();
  }

  @Test
  void stoppedTimerWakesItsTask() {
    scene.add(sleeper);
    scene.bring(() -> sleeper.rest.start(Duration.ofHours(1)));
    scene.bring(sleeper.rest::stop);
    assertThat(scene.row(sleeper)).isEqualTo("G");
    assertThat(scene.pool.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void timersOfARetiredTaskEnd() {
    scene.add(sleeper);
    scene.bring(() -> sleeper.rest.start(Duration.ofMillis(5)));
    scene.bring(() -> scene.pool.retire(sleeper));
    assertThat(scene.pool.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void delaysDoubleUpToTheLimitAndJitterKeepsBelowIt() {
    assertThat(delays(STEADY, 6)).containsExactly(10L, 20L, 40L, 80L, 80L, 80L);
    var random = new SplittableRandom(5);
    for (int i = 0; i < 1_000; i++) {
      assertThat(BACKOFF.delayNanos(1, random)).isBetween(15_000_000L, 25_000_000L);
      assertThat(BACKOFF.delayNanos(1 + i, random)).isLessThanOrEqualTo(100_000_000L);
    }
  }

  @Test
  void delaysGrowWithoutCalmAndBeginAnewAfterIt() {
    scene.add(sleeper);
    long first = napNanos();
    for (int i = 0; i < 5; i++) {
      napNanos();
    }
    assertThat(first).isLessThan(Duration.ofMillis(13).toNanos());
    assertThat(napNanos()).isGreaterThan(Duration.ofMillis(50).toNanos());

    scene.pass(Duration.ofSeconds(2));
    assertThat(napNanos()).isLessThan(Duration.ofMillis(13).toNanos());
  }

  @Test
  void backoffThatCannotGrowIsRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new Backoff(second, Duration.ofMillis(1), second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a backoff needs 0 < first <= max and calm >= 0, not PT1S, PT0.001S, PT1S");
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, second, second))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void heapYieldsDeadlinesInOrderWhateverIsStopped() {
    var heap = new TimerHeap();
    var random = new SplittableRandom(11);
    var kept = new ArrayList<Timer>();
    for (int i = 0; i < 500; i++) {
      Timer timer = new Sleeper().rest;
      heap.add(timer, random.nextInt(1_000) - 500);
      kept.add(timer);
    }
    for (int i = 0; i < 200; i++) {
      heap.remove(kept.remove(random.nextInt(kept.size())));
    }
    var deadlines = new ArrayList<Long>();
    Timed due = heap.pollExpired(1_000);
    while (due != null) {
      deadlines.add(due.deadlineNanos());
      due = heap.pollExpired(1_000);
    }
    assertThat(deadlines).hasSize(300).isSorted();
    assertThat(heap.next()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void heapKeepsOrderAcrossTheEndOfTheClock() {
    var heap = new TimerHeap();
    Timer before = new Sleeper().rest;
    Timer after = new Sleeper().rest;
    heap.add(after, Long.MIN_VALUE + 5);
    heap.add(before, Long.MAX_VALUE - 5);
    assertThat(heap.pollExpired(Long.MAX_VALUE - 6)).isNull();
    assertThat(heap.pollExpired(Long.MAX_VALUE)).isSameAs(before);
    assertThat(heap.pollExpired(Long.MIN_VALUE + 5)).isSameAs(after);
  }

  private long napNanos() {
    scene.bring(() -> sleeper.tired.set(true));
    long end = scene.pool.nextDeadlineNanos();
    scene.world.run(Duration.ofNanos(end - scene.world.nanos() + 1_000_000));
    return end - sleeper.began.getLast();
  }

  private static List<Long> delays(RandomGenerator random, int count) {
    var millis = new ArrayList<Long>();
    for (int attempt = 0; attempt < count; attempt++) {
      millis.add(BACKOFF.delayNanos(attempt, random) / 1_000_000);
    }
    return millis;
  }
}
