package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.Item;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Address;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// Waits, in the background, until something that each of some servers had served was written
/// again, by a client of its own that does not wait long for any one answer.
final class ServedAgain {
  /// A first try hits the silent server; what follows finds out when others serve.
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private static final Duration TRY_EVERY = Duration.ofMillis(5);

  private final long sinceNanos;
  private int waiting;
  private long nanos;
  private boolean over;

  private ServedAgain(long sinceNanos, int waiting) {
    this.sinceNanos = sinceNanos;
    this.waiting = waiting;
  }

  /// Begins to try.
  ///
  /// @param samples an object of each server
  /// @param sinceNanos the moment from which it counts
  static ServedAgain await(
      List<Address> coordinators, String table, Collection<Item> samples, long sinceNanos) {
    var again = new ServedAgain(sinceNanos, samples.size());
    for (Item sample : samples) {
      Thread.ofVirtual().name("served again")
          .start(() -> again.attempt(coordinators, table, sample));
    }
    return again;
  }

  synchronized boolean known() {
    return waiting == 0;
  }

  /// How long it took for the last of them; zero if that is not known.
  synchronized Duration after() {
    return Duration.ofNanos(waiting == 0 ? nanos : 0);
  }

  /// Tries no more.
  synchronized void stop() {
    over = true;
  }

  private void attempt(List<Address> coordinators, String table, Item sample) {
    ClientOptions options = ClientOptions.of(coordinators).withDeadline(PATIENCE);
    try (StoreClient client = StoreClient.connect(options)) {
      while (!ended()
          && !(client.write(table, sample.key(), sample.value()) instanceof Outcome.Written)) {
        Pause.of(TRY_EVERY);
      }
      written(System.nanoTime() - sinceNanos);
    }
  }

  private synchronized boolean ended() {
    return over;
  }

  private synchronized void written(long after) {
    if (!over) {
      waiting--;
      nanos = Math.max(nanos, after);
    }
  }
}
