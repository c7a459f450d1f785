package dev.goalkeeper.store.master;

import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The clients that have changed something here, and what came of it.
///
/// A hash table of its own, since one from the library would make an object for each question
/// (`LoopAllocationTest`).
final class Results {
  private static final int FIRST_BUCKETS = 16;

  private @Nullable ClientResults[] buckets = new @Nullable ClientResults[FIRST_BUCKETS];
  private int clients;

  @Nullable ClientResults find(long client) {
    ClientResults found = buckets[bucket(client)];
    while (found != null && found.client() != client) {
      found = found.next();
    }
    return found;
  }

  ClientResults of(long client) {
    ClientResults known = find(client);
    if (known != null) {
      return known;
    }
    if (clients == buckets.length) {
      grow();
    }
    var added = new ClientResults(client);
    link(added);
    clients++;
    return added;
  }

  /// Whether a result from a log is one that is not known, and that its client may ask for.
  boolean news(Once once) {
    ClientResults client = of(once.client());
    client.acknowledge(once.acknowledged());
    return !client.hasAcknowledged(once.sequence()) && client.result(once.sequence()) == null;
  }

  void put(Once once, Reply reply) {
    of(once.client()).put(once, reply);
  }

  /// Whether its client may still ask for that result.
  boolean counts(Once once) {
    ClientResults client = find(once.client());
    return client != null && client.result(once.sequence()) != null;
  }

  /// Takes over what another table knows.
  void merge(Results other) {
    other.forEach(client -> of(client.client()).merge(client));
  }

  /// The client asks for nothing any more.
  void forget(long client) {
    ClientResults gone = find(client);
    if (gone == null) {
      return;
    }
    List<ClientResults> left = new ArrayList<>();
    for (ClientResults at = buckets[bucket(client)]; at != null; at = at.next()) {
      left.add(at);
    }
    left.remove(gone);
    buckets[bucket(client)] = null;
    left.forEach(this::link);
    clients--;
  }

  int clients() {
    return clients;
  }

  /// How many results are kept.
  long count() {
    var counted = new long[1];
    forEach(client -> counted[0] += client.count());
    return counted[0];
  }

  void forEach(Consumer<ClientResults> action) {
    for (ClientResults first : buckets) {
      for (ClientResults at = first; at != null; at = at.next()) {
        action.accept(at);
      }
    }
  }

  private void grow() {
    List<ClientResults> all = new ArrayList<>();
    forEach(all::add);
    buckets = new @Nullable ClientResults[2 * buckets.length];
    all.forEach(this::link);
  }

  private void link(ClientResults client) {
    int bucket = bucket(client.client());
    client.next(buckets[bucket]);
    buckets[bucket] = client;
  }

  private int bucket(long client) {
    return (int) client & buckets.length - 1;
  }
}
