package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a coordinator's record says of logs, read while no coordinator runs.
///
/// @param cluster whose record it is
/// @param epochs of every master that is listed: which open replicas of its log count
/// @param tablets by their owners, and where each begins in the owner's log
public record RecordedTablets(String cluster, SortedMap<ServerId, Epoch> epochs,
    SortedMap<ServerId, List<LostTablet>> tablets) {

  /// Reads it. Of a table that was dropped, or that nobody has heard of yet, nothing counts.
  ///
  /// @param records by key, as the store of metadata has them
  /// @throws UnreadableRecord if this version cannot read it
  public static RecordedTablets of(SortedMap<String, String> records) {
    String recorded = records.get(Decided.CLUSTER);
    if (recorded == null) {
      throw new UnreadableRecord(Decided.CLUSTER, "there is none, so no coordinator has begun");
    }
    SortedMap<ServerId, Epoch> epochs = new TreeMap<>();
    SortedMap<TableId, TableRecord> tables = new TreeMap<>();
    records.forEach((key, value) -> {
      RecordText record = RecordText.read(key, value);
      if (key.startsWith(ServerRecord.KEYS)) {
        ServerRecord server = ServerRecord.read(record);
        epochs.put(server.member().id(), server.epoch());
      } else if (key.startsWith(TableRecord.KEYS)) {
        tables.compute(TableRecord.id(key), (_, before) -> TableRecord.read(
            record, before == null ? List.of() : before.tablets()));
      }
    });
    SortedMap<ServerId, List<LostTablet>> tablets = new TreeMap<>();
    tables.values().stream().filter(table -> table.open() && !table.dropped())
        .forEach(table -> add(table, tablets));
    return new RecordedTablets(
        RecordText.read(Decided.CLUSTER, recorded).text("name"), epochs, tablets);
  }

  private static void add(TableRecord table, SortedMap<ServerId, List<LostTablet>> tablets) {
    for (int number = 0; number < table.tablets().size(); number++) {
      Placed placed = table.tablets().get(number);
      tablets.computeIfAbsent(placed.owner(), _ -> new ArrayList<>()).add(new LostTablet(
          table.id(), table.firstHash(number), placed.lastHash(), placed.sinceSegment(),
          placed.sinceOffset()));
    }
  }
}
