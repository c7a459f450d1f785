package dev.goalkeeper.micrometer;

import dev.goalkeeper.pools.Census;
import dev.goalkeeper.pools.Pool;
import java.util.Map;

/// What a pool shows to meters, as of one moment between two rules.
///
/// @param census where its tasks were
/// @param firings how often each rule had fired, by table and row
/// @param healed how many missed wake-ups had been healed
/// @param takenNanos when, by the clock of the pool's world
record Reading(
    Census census, Map<String, Map<String, Long>> firings, long healed, long takenNanos) {
  /// Reads a pool; on its thread.
  static Reading of(Pool pool) {
    return new Reading(Census.of(pool), pool.firings(), pool.healed(), pool.world().nanos());
  }

  /// How often a rule had fired; 0 if its table was unknown.
  long firings(String table, String row) {
    Map<String, Long> rows = firings.get(table);
    return rows == null ? 0 : rows.getOrDefault(row, 0L);
  }
}
