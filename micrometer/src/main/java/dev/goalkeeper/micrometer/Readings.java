package dev.goalkeeper.micrometer;

import dev.goalkeeper.pools.Inbox;
import dev.goalkeeper.pools.Pool;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The last reading of a pool, for any thread. Whoever takes it makes the pool read itself anew,
/// unless the reading is fresh or the pool has been asked already: all meters of one scrape cost
/// one question, and a pool that is busy for an hour has one question waiting.
final class Readings {
  /// How old a reading may be before the pool is asked again: no scrape is more frequent, and it
  /// takes a look at every task.
  static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  /// Weak: a pool that was closed and forgotten may go, whatever registry still knows its meters.
  private final WeakReference<Pool> pool;

  private final Executor elsewhere;
  private final Consumer<Reading> news;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile @Nullable Reading last;
  private volatile long refused;

  /// Readings of a pool.
  ///
  /// @param elsewhere where the news are told: not on the pool's thread
  /// @param news told each reading, one at a time
  Readings(Pool pool, Executor elsewhere, Consumer<Reading> news) {
    this.pool = new WeakReference<>(pool);
    this.elsewhere = elsewhere;
    this.news = news;
  }

  /// The last reading of an open pool; nothing before the first, and after the end.
  Optional<Reading> now() {
    ask();
    return isOpen() ? last() : Optional.empty();
  }

  /// The last reading, also of a pool that is closed: what was counted stays.
  Optional<Reading> last() {
    return Optional.ofNullable(last);
  }

  boolean isOpen() {
    Pool open = pool.get();
    return open != null && !open.closed();
  }

  /// What waits in the pool's inbox, now; nothing once it is closed.
  Optional<Inbox> inbox() {
    Pool open = pool.get();
    if (open == null || open.closed()) {
      return Optional.empty();
    }
    Inbox now = open.inbox();
    refused = now.refused();
    return Optional.of(now);
  }

  /// How much the inbox has refused, also of a pool that is closed.
  long refused() {
    inbox();
    return refused;
  }

  /// How old the last reading of an open pool is; nothing if there is none.
  Optional<Long> ageNanos() {
    ask();
    Pool open = pool.get();
    Reading before = last;
    return open == null || open.closed() || before == null
        ? Optional.empty() : Optional.of(open.world().nanos() - before.takenNanos());
  }

  /// Asks the pool, if it is time to; never waits.
  void ask() {
    Pool open = pool.get();
    if (open == null || open.closed() || isFresh(open) || asking.getAndSet(true)) {
      return;
    }
    var unused =
        open.query(() -> Reading.of(open)).whenCompleteAsync(this::answered, elsewhere);
  }

  private boolean isFresh(Pool open) {
    Reading before = last;
    return before != null && open.world().nanos() - before.takenNanos() < FRESH_NANOS;
  }

  private void answered(@Nullable Reading reading, @Nullable Throwable closed) {
    try {
      if (reading != null) {
        last = reading;
        news.accept(reading);
      }
    } finally {
      asking.set(false);
    }
  }
}
