package dev.goalkeeper.clustersim;

import dev.goalkeeper.clustersim.history.History;
import dev.goalkeeper.clustersim.history.Judgement;
import dev.goalkeeper.clustersim.history.RecordedClient;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Several users of the same few keys at once. Each does one thing after the other; what they do to
/// each other, and what others are told, is for a [Judgement].
final class Crowd {
  private static final int USERS = 3;
  private static final int KEYS = 3;
  private static final int COUNTERS = 2;
  private static final int VALUE_BYTES_MAX = 100;

  /// Numbers that are written lie so far apart that nobody counts from one to the next.
  private static final int NUMBER_SHIFT = 32;

  private static final int BY_MAX = 10;

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
    int key = random.nextInt(KEYS + COUNTERS);
    Condition condition =
        random.nextInt(3) == 0 ? condition(versions.get(key)) : Condition.ALWAYS;
    var client = new RecordedClient(cluster.client(), told, user.number, table);
    CompletionStage<? extends Outcome> stage = key < KEYS
        ? ask(client, Bytes.utf8("shared " + key), condition)
        : count(client, Bytes.utf8("counter " + (key - KEYS)), condition);
    user.current = stage;
    stage.thenAccept(outcome -> world.schedule(0, () -> {
      if (user.current == stage) {
        learn(key, outcome);
        ended(user, 1 + random.nextLong(REST_NANOS_MAX));
      }
    }));
  }

  private CompletionStage<? extends Outcome> ask(
      RecordedClient client, Bytes key, Condition condition) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> client.read(key);
      case 2 -> client.remove(key, condition);
      default -> client.write(key, value(), condition);
    };
  }

  private CompletionStage<? extends Outcome> count(
      RecordedClient client, Bytes key, Condition condition) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> client.read(key);
      case 2 -> client.remove(key, condition);
      case 3 -> client.write(key, Bytes.number(++values << NUMBER_SHIFT), condition);
      default -> client.increment(key, random.nextInt(1, BY_MAX), condition);
    };
  }

  /// Of somebody who goes by what was told last, which may be long ago.
  private Condition condition(@Nullable Long told) {
    if (told == null) {
      return random.nextBoolean() ? Condition.ABSENT : Condition.PRESENT;
    }
    return random.nextInt(4) == 0 ? Condition.atMost(told) : Condition.version(told);
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
    switch (outcome) {
      case Outcome.Written(long version) -> versions.put(key, version);
      case Outcome.Incremented(long version, long _) -> versions.put(key, version);
      case Outcome.Removed _, Outcome.Absent _ -> versions.remove(key);
      case Outcome _ -> { }
    }
  }

  private Bytes value() {
    var bytes = new byte[Long.BYTES + random.nextInt(VALUE_BYTES_MAX)];
    ByteBuffer.wrap(bytes).putLong(++values);
    return Bytes.of(bytes);
  }
}
