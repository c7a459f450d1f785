package dev.goalkeeper.clustersim;

import dev.goalkeeper.clustersim.history.History;
import dev.goalkeeper.clustersim.history.Judgement;
import dev.goalkeeper.clustersim.history.RecordedClient;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Versions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/// Several users of the same few keys at once. Each does one thing after the other; what they do to
/// each other, and what others are told, is for a [Judgement].
final class Crowd {
  private static final int USERS = 3;
  private static final int KEYS = 3;
  private static final int VALUE_BYTES_MAX = 100;

  /// Of so many keys, one is searched for an order of all its operations.
  private static final int SEARCHED_EVERY = 8;

  /// After each operation a user rests, for so long at most: the crowd is to meet all that goes on.
  private static final long REST_NANOS_MAX = Duration.ofMillis(20).toNanos();

  private static final long STRAGGLERS_NANOS = Duration.ofMillis(50).toNanos();

  /// Instead of an operation under way.
  private static final Object IDLE = new Object();

  private final SimulatedWorld world;
  private final Cluster cluster;
  private final RandomGenerator random;
  private final History told = new History();
  private String table = "";
  private final List<User> users = new ArrayList<>();
  private final Map<Integer, Long> versions = new HashMap<>();
  private long values;

  private static final class User {
    private final int number;
    private int left;
    private Object current = IDLE;

    private User(int number) {
      this.number = number;
    }
  }

  Crowd(SimulatedWorld world, Cluster cluster) {
    this.world = world;
    this.cluster = cluster;
    this.random = world.random("crowd");
    for (int i = 1; i <= USERS; i++) {
      users.add(new User(i));
    }
  }

  /// Each user has so many operations more to do, all of them on that table.
  void begin(String name, int operations) {
    table = name;
    for (User user : users) {
      boolean idle = user.left == 0;
      user.left += operations;
      if (idle) {
        next(user);
      }
    }
  }

  boolean idle() {
    return users.stream().allMatch(user -> user.left == 0);
  }

  /// The client has died, and there is another: what was under way ends unknown.
  void abandoned() {
    users.stream().filter(user -> user.current != IDLE)
        .forEach(user -> ended(user, STRAGGLERS_NANOS));
  }

  /// What clients were told so far, the crowd's and others'.
  History told() {
    return told;
  }

  /// Objects unless all answers are those of a store that does one thing at a time.
  void judge() {
    List<String> complaints = Judgement.of(told, SEARCHED_EVERY).complaints();
    if (!complaints.isEmpty()) {
      throw new IllegalStateException("no store answers like that: " + complaints.getFirst());
    }
  }

  private void next(User user) {
    int key = random.nextInt(KEYS);
    Bytes name = Bytes.utf8("shared " + key);
    long version = versions.getOrDefault(key, Versions.ABSENT);
    long expected = random.nextInt(3) == 0 ? version : Versions.ANY;
    var client = new RecordedClient(cluster.client(), told, user.number, table);
    CompletionStage<? extends Outcome> stage = switch (random.nextInt(6)) {
      case 0, 1 -> client.read(name);
      case 2 -> client.remove(name, expected);
      default -> client.write(name, value(), expected);
    };
    user.current = stage;
    stage.thenAccept(outcome -> world.schedule(0, () -> {
      if (user.current == stage) {
        learn(key, outcome);
        ended(user, 1 + random.nextLong(REST_NANOS_MAX));
      }
    }));
  }

  private void ended(User user, long restNanos) {
    user.current = IDLE;
    world.schedule(restNanos, () -> {
      if (--user.left > 0) {
        next(user);
      }
    });
  }

  private void learn(int key, Outcome outcome) {
    if (outcome instanceof Outcome.Written(long version)) {
      versions.put(key, version);
    } else if (outcome instanceof Outcome.Removed || outcome instanceof Outcome.Absent) {
      versions.put(key, Versions.ABSENT);
    }
  }

  private Bytes value() {
    var bytes = new byte[Long.BYTES + random.nextInt(VALUE_BYTES_MAX)];
    ByteBuffer.wrap(bytes).putLong(++values);
    return Bytes.of(bytes);
  }
}
