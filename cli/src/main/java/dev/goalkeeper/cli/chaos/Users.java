package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.clustersim.history.RecordedClient;
import dev.goalkeeper.clustersim.history.Witness;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.Put;
import dev.goalkeeper.store.client.ScanCursor;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Page;
import dev.goalkeeper.store.wire.Versions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/// Users who read, write, count and remove the same few objects at once, one at a time or several,
/// and scan them; and a [Witness] of what they are told.
final class Users {
  static final int KEYS = 16;

  /// Of the keys, so many are numbers.
  private static final int COUNTERS = 3;

  private static final int USERS = 6;

  /// So large that servers have to clean their memory.
  private static final int VALUE_BYTES_MAX = 12_000;

  /// Of so many things that a user does, one is done to several objects, and one is a scan.
  private static final int SEVERAL_EVERY = 8;
  private static final int SCAN_EVERY = 64;
  private static final int SEVERAL = 3;

  /// So that a cycle's history stays one that can be searched, and the cluster has time for faults.
  private static final Duration REST = Duration.ofMillis(4);

  private final Witness witness;
  private final String table;
  private final String prefix;
  private final SplittableRandom random;
  private long values;

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
  void join(Shift shift, List<AsyncStoreClient> clients) {
    for (int i = 1; i <= USERS; i++) {
      var client = new RecordedClient(clients.get(i % clients.size()), witness, i, table);
      var user = new User(client, random.split());
      shift.add("user " + i, user::next, REST);
    }
  }

  Bytes key(int number) {
    return Bytes.utf8(prefix + number);
  }

  private List<Bytes> keys() {
    return IntStream.range(0, KEYS).mapToObj(this::key).toList();
  }

  private synchronized long number() {
    return ++values;
  }

  /// One of them, with what it was told last.
  private final class User {
    private final RecordedClient client;
    private final SplittableRandom random;
    private final long[] versions = new long[KEYS];

    private User(RecordedClient client, SplittableRandom random) {
      this.client = client;
      this.random = random;
    }

    private void next() {
      if (random.nextInt(SCAN_EVERY) == 0) {
        scan();
      } else if (random.nextInt(SEVERAL_EVERY) == 0) {
        several(random.nextInt(KEYS));
      } else {
        int key = random.nextInt(KEYS);
        learn(key, get(one(key)));
      }
    }

    private CompletionStage<? extends Outcome> one(int key) {
      return switch (random.nextInt(8)) {
        case 0, 1, 2 -> client.read(key(key));
        case 3 -> client.remove(key(key), condition(key));
        default -> key < COUNTERS
            ? client.increment(key(key), 1 + random.nextInt(9), condition(key))
            : client.write(key(key), value(), condition(key));
      };
    }

    private Condition condition(int key) {
      return random.nextInt(3) > 0 ? Condition.ALWAYS
          : versions[key] == Versions.ABSENT ? Condition.ABSENT
              : Condition.version(versions[key]);
    }

    /// Those from a key on, in a circle.
    private void several(int from) {
      List<Integer> some = IntStream.range(from, from + SEVERAL).mapToObj(i -> i % KEYS).toList();
      List<Bytes> keys = some.stream().map(Users.this::key).toList();
      boolean counters = some.stream().anyMatch(key -> key < COUNTERS);
      List<? extends Outcome> outcomes = switch (random.nextInt(4)) {
        case 0 -> get(client.multiRead(keys));
        case 1 -> get(client.multiRemove(keys));
        default -> counters ? get(client.multiRead(keys)) : get(client.multiWrite(some.stream()
            .map(key -> new Put(key(key), value(), condition(key))).toList()));
      };
      for (int i = 0; i < SEVERAL; i++) {
        learn(some.get(i), outcomes.get(i));
      }
    }

    /// No scan tells of a key twice, whatever moves meanwhile.
    private void scan() {
      Set<Bytes> told = new HashSet<>();
      ScanCursor cursor = ScanCursor.start();
      while (!cursor.done()
          && get(client.scan(cursor, keys())) instanceof Outcome.Scanned page) {
        for (Page.Line line : page.objects()) {
          if (!told.add(line.key())) {
            throw new Failed("a scan of table '" + table + "' told of key " + line.key().text()
                + " twice");
          }
        }
        cursor = page.next();
      }
    }

    private void learn(int key, Outcome outcome) {
      versions[key] = switch (outcome) {
        case Outcome.Written(long version) -> version;
        case Outcome.Value(long version, Bytes _) -> version;
        case Outcome.Incremented(long version, long _) -> version;
        case Outcome.Removed _, Outcome.Absent _ -> Versions.ABSENT;
        case Outcome.Mismatch _, Outcome.Refused _, Outcome.NotDone _, Outcome.Unknown _,
            Outcome.Served _, Outcome.Listed _, Outcome.Inspected _, Outcome.Scanned _,
            Outcome.Tables _, Outcome.Dropped _, Outcome.Draining _ -> versions[key];
      };
    }

    private Bytes value() {
      var bytes = new byte[Long.BYTES + random.nextInt(VALUE_BYTES_MAX)];
      ByteBuffer.wrap(bytes).putLong(number());
      return Bytes.of(bytes);
    }

    private static <O> O get(CompletionStage<O> stage) {
      return stage.toCompletableFuture().join();
    }
  }
}
