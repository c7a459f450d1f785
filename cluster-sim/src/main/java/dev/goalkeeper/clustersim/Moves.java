package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.Tablet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/// Somebody who has tablets moved and divided, one after the other, whatever happens meanwhile:
/// often one goes back to where it came from.
final class Moves {
  private static final long REST_NANOS_MAX = Duration.ofMillis(10).toNanos();
  private static final long STRAGGLERS_NANOS = Duration.ofMillis(50).toNanos();

  /// One in so many is divided instead.
  private static final int SPLIT_EVERY = 5;

  private static final Object IDLE = new Object();

  private final SimulatedWorld world;
  private final Cluster cluster;
  private final RandomGenerator random;
  private String table = "";
  private long hash;
  private ServerId former = ServerId.NONE;
  private int left;
  private Object current = IDLE;
  private int moved;

  Moves(SimulatedWorld world, Cluster cluster) {
    this.world = world;
    this.cluster = cluster;
    this.random = world.random("moves");
  }

  /// So many more, of tablets of that table.
  void begin(String name, int count) {
    table = name;
    left += count;
    if (current == IDLE) {
      next();
    }
  }

  boolean idle() {
    return current == IDLE;
  }

  /// That succeeded.
  int moved() {
    return moved;
  }

  /// The client has died, and there is another.
  void abandoned() {
    if (current != IDLE) {
      current = new Object();
      world.schedule(STRAGGLERS_NANOS, this::next);
    }
  }

  private void next() {
    if (left == 0) {
      current = IDLE;
      return;
    }
    left--;
    Object begun = new Object();
    current = begun;
    AsyncStoreClient client = cluster.client();
    client.table(table).thenCombine(client.membership(), (found, list) ->
        found instanceof Outcome.Served(Table known) && list instanceof Outcome.Listed listed
            ? change(client, known, listed.membership().members().stream()
                .filter(Member::up).map(Member::id).toList())
            : client.table(table))
        .thenCompose(stage -> stage)
        .thenAccept(outcome -> ended(begun, outcome));
  }

  private CompletionStage<Outcome.OfTable> change(
      AsyncStoreClient client, Table known, List<ServerId> up) {
    if (up.isEmpty()) {
      return client.table(table);
    }
    if (random.nextInt(SPLIT_EVERY) == 0) {
      return client.splitTablet(table, random.nextLong());
    }
    boolean back = up.contains(former) && random.nextBoolean();
    hash = back ? hash : random.nextLong();
    Tablet tablet = known.tablet(hash);
    ServerId to = back ? former : up.get(random.nextInt(up.size()));
    former = tablet.owner();
    return client.moveTablet(table, hash, to);
  }

  private void ended(Object begun, Outcome outcome) {
    if (current == begun) {
      moved += outcome instanceof Outcome.Served ? 1 : 0;
      world.schedule(random.nextLong(REST_NANOS_MAX), this::next);
    }
  }
}
