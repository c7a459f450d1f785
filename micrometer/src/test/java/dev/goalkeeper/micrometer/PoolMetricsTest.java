package dev.goalkeeper.micrometer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.pools.InboxFullException;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PoolMetricsTest {
  private static final long PATIENCE_SECONDS = 20;

  /// So many full collections free what nothing holds.
  private static final int COLLECTIONS_MAX = 10;

  /// Kept, so that it stays as quiet as it is made.
  private static final Logger LOG = Logger.getLogger("dev.goalkeeper.pools");

  private final SimulatedWorld world = World.simulated(1);
  private final Pool pool = Pool.named("lamps").world(world).build();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @BeforeAll
  static void hush() {
    LOG.setUseParentHandlers(false);
  }

  @Test
  void tasksAreCountedByWhereTheyStand() {
    var waiting = lamp();
    var broken = lamp();
    broken.broken = true;
    lamp();
    pool.event("blackout", () -> {
      waiting.power.set(false);
      waiting.wanted.set(true);
      broken.wanted.set(true);
    });
    world.run(Duration.ofMillis(1));
    bind(pool);

    assertThat(tasks("goal")).isEqualTo(1);
    assertThat(tasks("waiting")).isEqualTo(1);
    assertThat(tasks("quarantined")).isEqualTo(1);
    assertThat(tasks("active")).isZero();

    lamp();
    assertThat(tasks("goal")).as("the pool is asked once a second").isEqualTo(1);
    later();
    assertThat(tasks("goal")).isEqualTo(2);
  }

  @Test
  void firingsAreCountedByTableAndRow() {
    bind(pool);
    assertThat(registry.find("goalkeeper.pool.firings").functionCounters())
        .as("no table is known yet").isEmpty();
    var lamp = lamp();
    pool.event("dusk", () -> lamp.wanted.set(true));
    later();
    tasks("goal");
    assertThat(firings("R")).isEqualTo(1);
    assertThat(registry.find("goalkeeper.pool.firings").tag("row", "G1").functionCounter())
        .as("goals do not fire").isNull();
    assertThat(registry.get("goalkeeper.pool.wakeups.healed").functionCounter().count()).isZero();
  }

  @Test
  void ageIsThatOfTheReading() {
    bind(pool);
    world.run(Duration.ofMillis(250));
    assertThat(ageSeconds()).isEqualTo(0.25);
    world.run(Duration.ofMillis(750));
    assertThat(ageSeconds()).as("it was read anew, as the scrape asked").isZero();
  }

  @Test
  void poolThatHangsIsAskedOnceAndNobodyWaitsForIt() {
    List<String> rings = new ArrayList<>();
    Pool hanging = Pool.named("hanging").drivenBy(made -> () -> rings.add("ring")).build();
    bind(hanging);
    for (int scrape = 0; scrape < 10; scrape++) {
      assertThat(tasks("goal")).isNaN();
      assertThat(ageSeconds()).isNaN();
    }
    assertThat(value("up")).isEqualTo(1);
    assertThat(rings).hasSize(1);
    hanging.runOnce(0);
    assertThat(tasks("goal")).isZero();
    assertThat(ageSeconds()).isNotNegative();
  }

  @Test
  void closedPoolIsDownAndKeepsItsCounts() {
    var lamp = lamp();
    pool.event("dusk", () -> lamp.wanted.set(true));
    world.run(Duration.ofMillis(1));
    bind(pool);
    pool.close();
    later();
    assertThat(value("up")).isZero();
    assertThat(tasks("goal")).isNaN();
    assertThat(ageSeconds()).isNaN();
    assertThat(firings("R")).isEqualTo(1);
  }

  @Test
  void metersDoNotKeepAClosedPoolAlive() {
    var forgotten = new WeakReference<>(closedPool());
    for (int i = 0; i < COLLECTIONS_MAX && forgotten.get() != null; i++) {
      System.gc();
    }
    assertThat(forgotten.get()).isNull();
    assertThat(value("up")).isZero();
  }

  @Test
  void whatWaitsInTheInboxAndWhatItRefusedIsShownAtOnce() {
    Pool narrow = Pool.named("narrow").inbox(1).drivenBy(made -> () -> {}).build();
    bind(narrow);
    assertThat(value("inbox.waiting")).as("the question of the meters").isEqualTo(1);
    assertThatThrownBy(() -> narrow.event("one more", () -> {}))
        .isInstanceOf(InboxFullException.class);
    assertThat(refused()).isEqualTo(1);
    narrow.runOnce(narrow.world().nanos());
    assertThat(value("inbox.waiting")).isZero();
    narrow.close();
    assertThat(value("inbox.waiting")).isNaN();
    assertThat(refused()).as("counters keep their last value").isEqualTo(1);
  }

  @Test
  void everyRegistryHasItsOwnAndClosingTakesThemOut() {
    var second = new SimpleMeterRegistry();
    lamp();
    var metrics = new PoolMetrics(pool, Tags.of("host", "a"), Runnable::run);
    metrics.bindTo(registry);
    metrics.bindTo(second);
    assertThat(registry.getMeters()).hasSize(10).extracting(Meter::getId)
        .allMatch(id -> "lamps".equals(id.getTag("pool")) && "a".equals(id.getTag("host")));
    assertThat(second.getMeters()).hasSize(10);
    metrics.close();
    assertThat(registry.getMeters()).isEmpty();
    assertThat(second.getMeters()).isEmpty();
  }

  @Test
  void poolOnAThreadOfItsOwnIsReadFromOthers() throws Exception {
    try (Pool own = Pool.named("own").build().start()) {
      own.add(new Lamp());
      var told = new CompletableFuture<String>();
      new PoolMetrics(own, Tags.empty(), news -> {
        news.run();
        told.complete(Thread.currentThread().getName());
      }).bindTo(registry);
      told.get(PATIENCE_SECONDS, SECONDS);
      assertThat(tasks("goal") + tasks("active")).isEqualTo(1);
    }
  }

  private Pool closedPool() {
    Pool closed = Pool.named("closed").world(World.simulated(1)).build();
    closed.add(new Lamp());
    bind(closed);
    closed.close();
    return closed;
  }

  private Lamp lamp() {
    var lamp = new Lamp();
    pool.add(lamp);
    world.run(Duration.ofMillis(1));
    return lamp;
  }

  /// Passes the time after which a reading is not fresh any more.
  private void later() {
    world.run(Duration.ofSeconds(1));
  }

  private void bind(Pool bound) {
    new PoolMetrics(bound, Tags.empty(), Runnable::run).bindTo(registry);
  }

  private double tasks(String state) {
    return registry.get("goalkeeper.pool.tasks").tag("state", state).gauge().value();
  }

  private double firings(String row) {
    return registry.get("goalkeeper.pool.firings").tags("table", "Lamp", "row", row)
        .functionCounter().count();
  }

  private double ageSeconds() {
    return registry.get("goalkeeper.pool.view.age").timeGauge().value(SECONDS);
  }

  private double refused() {
    return registry.get("goalkeeper.pool.inbox.refused").functionCounter().count();
  }

  private double value(String gauge) {
    return registry.get("goalkeeper.pool." + gauge).gauge().value();
  }
}
