package dev.goalkeeper.micrometer;

import dev.goalkeeper.pools.Alarm;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/// Counts the alarms of a pool: `goalkeeper.pool.alarms`, a counter by `kind`, with the tag `pool`
/// and those that are given. All kinds are there from the start, so that the first alarm shows as a
/// step. Made before the pool, which is told of it:
/// `Pool.named("workers").alarms(alarms).build()`.
///
/// For any thread; neither counting nor reading waits. The pool keeps it, and it no pool.
public final class AlarmMetrics implements Consumer<Alarm>, MeterBinder {
  private static final List<Alarm.Kind> KINDS = List.of(Alarm.Kind.values());

  private final Tags tags;
  private final AtomicLongArray raised = new AtomicLongArray(KINDS.size());

  /// The counters of a pool of this name.
  public AlarmMetrics(String pool) {
    this(pool, Tags.empty());
  }

  /// The counters of a pool of this name, with tags of your own beside it.
  public AlarmMetrics(String pool, Iterable<Tag> tags) {
    this.tags = Tags.of(tags).and("pool", pool);
  }

  @Override
  public void accept(Alarm alarm) {
    raised.incrementAndGet(KINDS.indexOf(alarm.kind()));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Alarm.Kind kind : KINDS) {
      int index = KINDS.indexOf(kind);
      FunctionCounter.builder("goalkeeper.pool.alarms", raised, counts -> counts.get(index))
          .description("What the pool noticed about itself")
          .tags(tags.and("kind", kind.name().toLowerCase(Locale.ROOT)))
          .register(registry);
    }
  }
}
