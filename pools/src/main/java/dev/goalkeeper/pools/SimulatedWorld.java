package dev.goalkeeper.pools;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// A world in one thread under virtual time. Whatever happens, happens as an event of one heap;
/// events at the same instant come in an order drawn from the seed. The same seed gives the same
/// [#hash()].
public final class SimulatedWorld extends World {
  /// The longest that simulated blocking work takes.
  private static final long OFFLOAD_NANOS_MAX = Duration.ofMillis(2).toNanos();

  /// How long a turn of a pool takes: time must pass, or a loop that makes no progress never ends.
  static final long TURN_NANOS = 2_000;

  private static final long HASH_PRIME = 0x100000001b3L;

  private final long seed;
  private final SplittableRandom order;
  private final SplittableRandom delays;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final SimulatedScrutiny scrutiny = new SimulatedScrutiny(this);
  private long now;
  private long sequence;
  private long hash = 0xcbf29ce484222325L;
  private long steps;
  private long streams;

  private record Event(long at, long tie, long sequence, Runnable action)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      int byTie = byTime != 0 ? byTime : Long.compare(tie, other.tie);
      return byTie != 0 ? byTie : Long.compare(sequence, other.sequence);
    }
  }

  SimulatedWorld(long seed) {
    this.seed = seed;
    this.order = new SplittableRandom(mix(seed + streams++));
    this.delays = new SplittableRandom(mix(seed + streams++));
  }

  /// For thousands of pools: each traces little, and looks at few sleeping tasks after a turn. To
  /// be chosen before a pool is made.
  public SimulatedWorld frugal() {
    scrutiny.frugal();
    return this;
  }

  /// The seed that all of it follows from.
  public long seed() {
    return seed;
  }

  /// A process whose clock begins at that number, and is so many parts in a million too fast.
  ///
  /// @param partsPerMillion below zero if it is too slow; above -1,000,000
  public SimulatedProcess process(long zeroNanos, long partsPerMillion) {
    return new SimulatedProcess(this, zeroNanos, partsPerMillion);
  }

  /// Puts something into the future. Delays below zero count as zero.
  public void schedule(long delayNanos, Runnable action) {
    events.add(new Event(now + Math.max(0, delayNanos), order.nextLong(), sequence++, action));
  }

  /// Lets the next event happen; false if there is none.
  public boolean step() {
    Event next = events.poll();
    if (next == null) {
      return false;
    }
    now = next.at();
    steps++;
    next.action().run();
    return true;
  }

  /// Lets everything happen that falls into the next spell of time, and ends at its end.
  public void run(Duration spell) {
    long end = now + spell.toNanos();
    Event next = events.peek();
    while (next != null && next.at() <= end) {
      step();
      next = events.peek();
    }
    now = end;
  }

  /// How many events have happened.
  public long steps() {
    return steps;
  }

  /// Mixes something that happened into the hash.
  public void note(long what) {
    hash = (hash ^ what) * HASH_PRIME;
    hash ^= hash >>> 29;
  }

  /// A digest of everything that happened so far.
  public long hash() {
    return hash;
  }

  /// Leaves out the action of a row, `Replica R5`: for tests that ask whether anybody notices.
  public void mute(String table, String row) {
    scrutiny.mute(table, row);
  }

  /// Lets something happen once, beside a firing: between two rules, and in the same instant.
  ///
  /// @param where which pools count; of several, their firings count together
  /// @param what is given the pool that fires; if it closes that pool before the action, the action
  ///     never happens
  public void at(FiringPoint point, Predicate<Pool> where, Consumer<Pool> what) {
    scrutiny.at(point, where, what);
  }

  /// Shows each firing, of all pools, before its action; for people who watch. The watcher changes
  /// nothing.
  public void watch(BiConsumer<Task<?>, Row<?>> watcher) {
    scrutiny.watch(watcher);
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public RandomGenerator random(String purpose) {
    return new SplittableRandom(mix(mix(seed + streams++) ^ purpose.hashCode()));
  }

  @Override
  public void offload(Runnable blocking) {
    schedule(delays.nextLong(OFFLOAD_NANOS_MAX), blocking);
  }

  /// Sets streams of neighbouring seeds far apart: a generator's own steps are a fixed distance,
  /// and two that start a few of them apart draw the same numbers.
  private static long mix(long bits) {
    long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  @Override
  Driver driver(Pool pool) {
    return new SimulatedDriver(new SimulatedProcess(this, 0, 0), pool, TURN_NANOS);
  }

  @Override
  Scrutiny scrutiny() {
    return scrutiny;
  }
}
