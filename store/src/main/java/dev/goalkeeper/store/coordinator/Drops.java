package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.wire.TableId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tables that are being dropped.
final class Drops {
  private static final Logger LOG = LoggerFactory.getLogger(Drops.class);

  private final Pool pool;
  private final Calls calls;
  private final ServerList servers;
  private final Decided decided;
  private final Map<TableId, TableDrop> goingOn = new TreeMap<>();

  Drops(Pool pool, Calls calls, ServerList servers, Decided decided) {
    this.pool = pool;
    this.calls = calls;
    this.servers = servers;
    this.decided = decided;
  }

  Calls calls() {
    return calls;
  }

  /// That it is to be dropped is recorded. A server that enlists from now on is never asked to
  /// serve it.
  void begin(TableRecord table) {
    var drop = new TableDrop(this, table, servers.listed());
    goingOn.put(table.id(), drop);
    pool.add(drop);
    LOG.info("table '{}' ({}) is dropped", table.name(), table.id());
  }

  /// That of a table.
  Optional<TableDrop> of(TableId table) {
    return Optional.ofNullable(goingOn.get(table));
  }

  /// Whether a table that had that name may still be served.
  boolean goesOn(String name) {
    return goingOn.values().stream().anyMatch(drop -> drop.tableName().equals(name));
  }

  /// What is done once one that had that name is forgotten.
  void then(String name, Runnable next) {
    goingOn.values().stream().filter(drop -> drop.tableName().equals(name)).findFirst()
        .ifPresent(drop -> drop.then(next));
  }

  /// Their names, for people.
  List<String> names() {
    return goingOn.values().stream().map(TableDrop::tableName).toList();
  }

  /// Nobody serves it any more.
  void forget(TableDrop drop) {
    decided.remove(drop.table());
    decided.record(() -> {
      goingOn.remove(drop.table());
      pool.retire(drop);
      drop.over();
    });
  }
}
