package dev.goalkeeper.pools;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Describes a pool before it is made.
public final class PoolBuilder {
  private final String name;
  private World world = World.live();
  private @Nullable Consumer<Throwable> failStop;
  private @Nullable Function<Pool, Driver> driver;
  private Watchdogs watchdogs = Watchdogs.STANDARD;
  private @Nullable Consumer<Alarm> listener;

  PoolBuilder(String name) {
    this.name = name;
  }

  /// Where time and randomness come from; the live world unless said otherwise.
  public PoolBuilder world(World chosen) {
    world = chosen;
    return this;
  }

  /// Lets the first exception of a rule end the pool, for modules that must die rather than go on
  /// half changed. Without this a task that throws is quarantined and tried again.
  ///
  /// @param death called with the exception, on the pool's thread
  public PoolBuilder failStop(Consumer<Throwable> death) {
    failStop = death;
    return this;
  }

  /// Who drives it: an event loop, a caller's loop. A thread of its own unless said otherwise; in a
  /// simulated world, that world.
  public PoolBuilder drivenBy(Function<Pool, Driver> make) {
    driver = make;
    return this;
  }

  /// Beyond which bounds the pool raises an alarm; [Watchdogs#STANDARD] unless said otherwise.
  public PoolBuilder watchdogs(Watchdogs bounds) {
    watchdogs = bounds;
    return this;
  }

  /// Who hears of alarms, beside the log: a counter, a pager, a test.
  ///
  /// @param ear called on the pool's thread, and for [Alarm.Kind#SLOW] and [Alarm.Kind#STALLED] on
  ///     the thread that looks after all pools; is quick and may not touch the pool's tasks
  public PoolBuilder alarms(Consumer<Alarm> ear) {
    listener = ear;
    return this;
  }

  /// Makes the pool. A pool with a thread of its own still has to be started.
  public Pool build() {
    var pool = new Pool(this);
    if (!world.scrutiny().strict()) {
      Lookout.PROCESS.watch(pool);
    }
    return pool;
  }

  String name() {
    return name;
  }

  World world() {
    return world;
  }

  Watchdogs watchdogs() {
    return watchdogs;
  }

  @Nullable Consumer<Alarm> listener() {
    return listener;
  }

  @Nullable Consumer<Throwable> failStop() {
    return failStop;
  }

  Optional<Function<Pool, Driver>> driver() {
    return Optional.ofNullable(driver);
  }
}
