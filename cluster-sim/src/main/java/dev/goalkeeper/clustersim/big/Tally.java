package dev.goalkeeper.clustersim.big;

import dev.goalkeeper.clustersim.SimNetwork;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Row;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Message;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Counts what goes on: firings by table, and of each pool; requests by kind.
final class Tally implements SimNetwork.MessageObserver {
  private final Map<Class<?>, Map<String, long[]>> rows = new IdentityHashMap<>();
  private final Map<Pool, long[]> pools = new IdentityHashMap<>();
  private final Map<Class<?>, long[]> requests = new IdentityHashMap<>();

  /// Begins at 0.
  void clear() {
    rows.clear();
    pools.clear();
    requests.clear();
  }

  void fired(Task<?> task, Row<?> row) {
    rows.computeIfAbsent(task.getClass(), each -> new TreeMap<>())
        .computeIfAbsent(row.name(), each -> new long[1])[0]++;
    pools.computeIfAbsent(task.pool(), each -> new long[1])[0]++;
  }

  @Override
  public void sent(Address from, Address to, Message message) {
    requests.computeIfAbsent(message.getClass(), each -> new long[1])[0]++;
  }

  /// Firings of that row.
  long of(String table, String row) {
    return tables().getOrDefault(table, Map.of()).getOrDefault(row, 0L);
  }

  /// Firings of that pool.
  long of(Pool pool) {
    return pools.getOrDefault(pool, new long[1])[0];
  }

  /// Firings of each row of each table.
  Map<String, Map<String, Long>> tables() {
    var named = new TreeMap<String, Map<String, Long>>();
    rows.forEach((type, counts) -> {
      var of = new TreeMap<String, Long>();
      counts.forEach((row, count) -> of.put(row, count[0]));
      named.put(type.getSimpleName(), of);
    });
    return named;
  }

  /// Requests of each kind.
  Map<String, Long> requests() {
    var named = new TreeMap<String, Long>();
    requests.forEach((type, count) -> named.put(type.getSimpleName(), count[0]));
    return named;
  }
}
