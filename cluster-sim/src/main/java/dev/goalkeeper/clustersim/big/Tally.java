package dev.goalkeeper.clustersim.big;

import dev.goalkeeper.clustersim.SimNetwork;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Row;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Counts what goes on: firings by table, and of each pool; requests by kind.
final class Tally implements SimNetwork.MessageObserver {
  private final Map<String, long[]> tables = new HashMap<>();
  private final Map<Pool, long[]> pools = new HashMap<>();
  private final Map<Class<?>, long[]> requests = new HashMap<>();

  /// Begins at 0.
  void clear() {
    tables.clear();
    pools.clear();
    requests.clear();
  }

  void fired(Task<?> task, Row<?> row) {
    tables.computeIfAbsent(task.getClass().getSimpleName(), each -> new long[1])[0]++;
    pools.computeIfAbsent(task.pool(), each -> new long[1])[0]++;
  }

  @Override
  public void sent(Address from, Address to, Message message) {
    requests.computeIfAbsent(message.getClass(), each -> new long[1])[0]++;
  }

  /// Firings of all rules of that table.
  long of(String table) {
    return tables.getOrDefault(table, new long[1])[0];
  }

  /// Firings of that pool.
  long of(Pool pool) {
    return pools.getOrDefault(pool, new long[1])[0];
  }

  /// Requests of each kind.
  Map<String, Long> requests() {
    var named = new TreeMap<String, Long>();
    requests.forEach((type, count) -> named.put(type.getSimpleName(), count[0]));
    return named;
  }
}
