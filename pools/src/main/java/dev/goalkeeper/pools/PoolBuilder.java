package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Describes a pool before it is made.
public final class PoolBuilder {
  /// How much other threads may bring before the pool takes it in, unless said otherwise: sixteen
  /// turns' worth, some 10 MB. A pool that is so far behind does not catch up by itself.
  public static final int INBOX_DEFAULT = 1 << 16;

  private final String name;
  private World world = World.live();
  private @Nullable Consumer<Throwable> failStop;
  private @Nullable Function<Pool, Driver> driver;
  private Watchdogs watchdogs = Watchdogs.STANDARD;
  private final List<Consumer<Alarm>> listeners = new ArrayList<>();
  private @Nullable Witness witness;
  private int inbox = INBOX_DEFAULT;

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

  /// How many events, queries, waits and new tasks of other threads may wait for the pool's thread;
  /// [#INBOX_DEFAULT] unless said otherwise. Beyond that they are refused, or wait themselves, as
  /// they say: see [Pool#event(String, Runnable, java.time.Duration)]. Results of operations are
  /// never refused: each has one letter of its own.
  ///
  /// @param bound above zero
  public PoolBuilder inbox(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException(
          "the inbox of pool " + name + " has room for 1 at least, not " + bound);
    }
    inbox = bound;
    return this;
  }

  /// Beyond which bounds the pool raises an alarm; [Watchdogs#STANDARD] unless said otherwise.
  public PoolBuilder watchdogs(Watchdogs bounds) {
    watchdogs = bounds;
    return this;
  }

  /// Who else hears of alarms, beside the log: a counter, a pager, a test.
  ///
  /// @param ear called on the pool's thread, and for [Alarm.Kind#SLOW], [Alarm.Kind#STALLED] and
  ///     [Alarm.Kind#FULL] on the thread that looks after all pools; is quick and may not touch the
  ///     pool's tasks
  public PoolBuilder alarms(Consumer<Alarm> ear) {
    listeners.add(ear);
    return this;
  }

  /// Who sees what the pool does, as it does it: a recorder. One at the most.
  public PoolBuilder witness(Witness onlooker) {
    if (witness != null) {
      throw new IllegalStateException("pool " + name + " has a witness already");
    }
    witness = onlooker;
    return alarms(onlooker::alarmed);
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

  int inbox() {
    return inbox;
  }

  World world() {
    return world;
  }

  Watchdogs watchdogs() {
    return watchdogs;
  }

  List<Consumer<Alarm>> listeners() {
    return listeners;
  }

  @Nullable Witness witness() {
    return witness;
  }

  @Nullable Consumer<Throwable> failStop() {
    return failStop;
  }

  Optional<Function<Pool, Driver>> driver() {
    return Optional.ofNullable(driver);
  }
}
