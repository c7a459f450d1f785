package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.clustersim.history.RecordedClient;
import dev.goalkeeper.clustersim.history.Witness;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Versions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Users who read, write, count and remove the same few objects at once, one operation after the
/// other each, and a [Witness] of what they are told.
final class Users {
  static final int KEYS = 16;

  /// Of the keys, so many are numbers.
  private static final int COUNTERS = 3;

  private static final int USERS = 6;
  private static final int VALUE_BYTES_MAX = 4_000;

  /// So that a cycle's history stays one that can be searched, and the cluster has time for faults.
  private static final Duration REST = Duration.ofMillis(4);

  private static final Duration END_MAX = Duration.ofSeconds(30);

  private final Witness witness;
  private final String table;
  private final String prefix;
  private final SplittableRandom random;
  private final List<Thread> threads = new ArrayList<>();
  private long values;
  private boolean over;
  private @Nullable RuntimeException failure;

  /// @param prefix of the keys, which nobody has used yet
  Users(Witness witness, String table, String prefix, long seed) {
    this.witness = witness;
    this.table = table;
    this.prefix = prefix;
    this.random = new SplittableRandom(seed);
  }

  /// Begins.
  ///
  /// @param clients which they share
  void start(List<AsyncStoreClient> clients) {
    for (int i = 1; i <= USERS; i++) {
      var client = new RecordedClient(clients.get(i % clients.size()), witness, i, table);
      SplittableRandom own = random.split();
      threads.add(Thread.ofVirtual().name("user " + i).start(() -> use(client, own)));
    }
  }

  /// Each does nothing more after what it is at.
  synchronized void end() {
    over = true;
  }

  /// Waits until each has got its last answer.
  void stop() {
    end();
    for (Thread thread : threads) {
      try {
        if (!thread.join(END_MAX)) {
          throw new Failed("a client got no outcome within " + END_MAX.toSeconds() + " s");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new Failed("interrupted");
      }
    }
    synchronized (this) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  Bytes key(int number) {
    return Bytes.utf8(prefix + number);
  }

  private void use(RecordedClient client, SplittableRandom own) {
    var versions = new long[KEYS];
    try {
      while (!over()) {
        int key = own.nextInt(KEYS);
        Outcome outcome = next(client, own, key, versions[key]).toCompletableFuture().join();
        versions[key] = switch (outcome) {
          case Outcome.Written(long version) -> version;
          case Outcome.Value(long version, Bytes _) -> version;
          case Outcome.Incremented(long version, long _) -> version;
          case Outcome.Removed _, Outcome.Absent _ -> Versions.ABSENT;
          case Outcome.Mismatch _, Outcome.Refused _, Outcome.NotDone _, Outcome.Unknown _,
              Outcome.Served _, Outcome.Listed _, Outcome.Inspected _, Outcome.Scanned _,
              Outcome.Tables _, Outcome.Dropped _, Outcome.Draining _ -> versions[key];
        };
        Pause.of(REST);
      }
    } catch (RuntimeException failed) {
      fail(failed);
    }
  }

  private CompletionStage<? extends Outcome> next(
      RecordedClient client, SplittableRandom own, int key, long version) {
    Condition condition = own.nextInt(3) > 0 ? Condition.ALWAYS
        : version == Versions.ABSENT ? Condition.ABSENT : Condition.version(version);
    return switch (own.nextInt(8)) {
      case 0, 1, 2 -> client.read(key(key));
      case 3 -> client.remove(key(key), condition);
      default -> key < COUNTERS
          ? client.increment(key(key), 1 + own.nextInt(9), condition)
          : client.write(key(key), value(own), condition);
    };
  }

  private Bytes value(SplittableRandom own) {
    var bytes = new byte[Long.BYTES + own.nextInt(VALUE_BYTES_MAX)];
    ByteBuffer.wrap(bytes).putLong(number());
    return Bytes.of(bytes);
  }

  private synchronized long number() {
    return ++values;
  }

  private synchronized boolean over() {
    return over;
  }

  private synchronized void fail(RuntimeException failed) {
    failure = failure == null ? failed : failure;
  }
}
