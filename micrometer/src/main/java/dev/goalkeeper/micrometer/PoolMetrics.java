package dev.goalkeeper.micrometer;

import dev.goalkeeper.pools.Census;
import dev.goalkeeper.pools.Inbox;
import dev.goalkeeper.pools.Pool;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The meters of a pool; each has the tag `pool`, and those that are given.
///
/// | meter | kind | what |
/// |---|---|---|
/// | `goalkeeper.pool.up` | gauge | 1 while the pool is open, 0 once it was closed or has failed |
/// | `goalkeeper.pool.tasks` | gauge | by `state`: `goal`, `waiting`, `active`, `quarantined` |
/// | `goalkeeper.pool.firings` | counter | firings by `table` and `row`, since the pool began |
/// | `goalkeeper.pool.wakeups.healed` | counter | missed wake-ups that the sweep healed |
/// | `goalkeeper.pool.inbox.waiting` | gauge | what other threads have brought that waits |
/// | `goalkeeper.pool.inbox.refused` | counter | what was refused because the inbox was full |
/// | `goalkeeper.pool.view.age` | gauge, time | how old what these show is, but `up` and `inbox` |
///
/// Whoever reads a meter gets what the pool showed last, and makes it show more: a scrape shows
/// what the one before it asked for. So nobody waits for a busy pool, the pool's thread counts its
/// tasks once a second at the most, and `view.age` says how far behind the numbers are. It keeps
/// growing when a pool hangs. Gauges of a closed pool are NaN, but for `up`; counters keep their
/// last value.
///
/// For any thread. Neither this nor a registry keeps a pool alive. Rows appear as their tables
/// become known: with the first reading after a task of that class was added.
public final class PoolMetrics implements MeterBinder, AutoCloseable {
  private final Tags tags;
  private final Readings readings;
  private final List<Bound> bound = new CopyOnWriteArrayList<>();

  /// A registry, and what of it is ours: each meter once, because a registry warns of a second.
  private record Bound(MeterRegistry registry, Map<String, Meter> meters) {
    void add(String key, Function<MeterRegistry, Meter> register) {
      meters.computeIfAbsent(key, absent -> register.apply(registry));
    }
  }

  /// The meters of a pool.
  public PoolMetrics(Pool pool) {
    this(pool, Tags.empty());
  }

  /// The meters of a pool, with tags of your own beside its name.
  public PoolMetrics(Pool pool, Iterable<Tag> tags) {
    this(pool, tags, ForkJoinPool.commonPool());
  }

  PoolMetrics(Pool pool, Iterable<Tag> tags, Executor elsewhere) {
    this.tags = Tags.of(tags).and("pool", pool.name());
    this.readings = new Readings(pool, elsewhere, this::addRows);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    var place = new Bound(registry, new ConcurrentHashMap<>());
    place.add("up", gauge("up", "1 while the pool is open", each -> each.isOpen() ? 1 : 0)
        .tags(tags)::register);
    place.add("goal", tasks("goal", Census::atGoal)::register);
    place.add("waiting", tasks("waiting", Census::waiting)::register);
    place.add("active", tasks("active", Census::active)::register);
    place.add("quarantined", tasks("quarantined", Census::quarantined)::register);
    place.add("healed",
        FunctionCounter.builder("goalkeeper.pool.wakeups.healed", readings, PoolMetrics::healed)
            .description("Missed wake-ups that the sweep healed")
            .tags(tags)::register);
    place.add("inbox", gauge("inbox.waiting", "What other threads have brought that waits",
        PoolMetrics::waiting).tags(tags)::register);
    place.add("refused",
        FunctionCounter.builder("goalkeeper.pool.inbox.refused", readings, Readings::refused)
            .description("What was refused because the inbox was full")
            .tags(tags)::register);
    place.add("age",
        TimeGauge.builder(
                "goalkeeper.pool.view.age", readings, TimeUnit.NANOSECONDS, PoolMetrics::ageNanos)
            .description("How old the reading is that the other meters show")
            .strongReference(true)
            .tags(tags)::register);
    bound.add(place);
    readings.last().ifPresent(reading -> addRows(place, reading));
    readings.ask();
  }

  /// Takes the meters out of all registries that they were bound to.
  @Override
  public void close() {
    List<Bound> places = List.copyOf(bound);
    bound.removeAll(places);
    places.forEach(place -> place.meters().values().forEach(place.registry()::remove));
  }

  private void addRows(Reading reading) {
    bound.forEach(place -> addRows(place, reading));
  }

  private void addRows(Bound place, Reading reading) {
    reading.firings().forEach(
        (table, rows) -> rows.keySet().forEach(
            row -> place.add(table + " " + row, firings(table, row)::register)));
  }

  private FunctionCounter.Builder<Readings> firings(String table, String row) {
    return FunctionCounter.builder(
            "goalkeeper.pool.firings", readings, each -> firings(each, table, row))
        .description("How often a rule fired")
        .tags(tags.and("table", table, "row", row));
  }

  private Gauge.Builder<Readings> tasks(String state, ToDoubleFunction<Census> count) {
    return gauge("tasks", "Tasks by where they stand", each -> count(each, count))
        .tags(tags.and("state", state));
  }

  /// Strongly held: nobody but the registry keeps the readings.
  private Gauge.Builder<Readings> gauge(
      String name, String description, ToDoubleFunction<Readings> value) {
    return Gauge.builder("goalkeeper.pool." + name, readings, value)
        .description(description).strongReference(true);
  }

  private static double count(Readings readings, ToDoubleFunction<Census> count) {
    Optional<Reading> now = readings.now();
    return now.isPresent() ? count.applyAsDouble(now.get().census()) : Double.NaN;
  }

  private static double waiting(Readings readings) {
    Optional<Inbox> inbox = readings.inbox();
    return inbox.isPresent() ? inbox.get().waiting() : Double.NaN;
  }

  private static double healed(Readings readings) {
    readings.ask();
    return readings.last().map(Reading::healed).orElse(0L);
  }

  private static double firings(Readings readings, String table, String row) {
    readings.ask();
    return readings.last().map(reading -> reading.firings(table, row)).orElse(0L);
  }

  private static double ageNanos(Readings readings) {
    return readings.ageNanos().map(Long::doubleValue).orElse(Double.NaN);
  }
}
