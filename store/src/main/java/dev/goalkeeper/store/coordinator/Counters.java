package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.metadata.Change;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;

/// What only rises, and is in the record with every decision that draws a number: so no number is
/// ever given twice, by whichever coordinator.
///
/// @param listVersion of the newest server list
/// @param index the highest that a server has or had
/// @param incarnation the highest that a server had which is listed no more
/// @param table the highest id
/// @param recovery the highest number of a recovery or a move
record Counters(long listVersion, int index, int incarnation, long table, long recovery) {
  static final String KEY = "counters";
  static final Counters NONE = new Counters(0, 0, 0, 0, 0);

  Counters nextList() {
    return new Counters(listVersion + 1, index, incarnation, table, recovery);
  }

  Counters nextTable() {
    return new Counters(listVersion, index, incarnation, table + 1, recovery);
  }

  Counters nextRecovery() {
    return new Counters(listVersion, index, incarnation, table, recovery + 1);
  }

  Counters enlisted(ServerId id) {
    return new Counters(listVersion, Math.max(index, id.index()), incarnation, table, recovery);
  }

  Counters removed(ServerId id) {
    return new Counters(
        listVersion, index, Math.max(incarnation, id.incarnation()), table, recovery);
  }

  TableId tableId() {
    return new TableId(table);
  }

  Change put() {
    return new Change.Put(KEY, RecordText.begin()
        .append("list-version ").append(listVersion).append('\n')
        .append("server-index ").append(index).append('\n')
        .append("removed-incarnation ").append(incarnation).append('\n')
        .append("table ").append(table).append('\n')
        .append("recovery ").append(recovery).append('\n').toString());
  }

  /// @throws UnreadableRecord if it is none
  static Counters read(RecordText record) {
    var counters = new Counters(record.number("list-version"),
        record.field("server-index", Integer::parseInt),
        record.field("removed-incarnation", Integer::parseInt),
        record.number("table"), record.number("recovery"));
    record.end();
    return counters;
  }
}
