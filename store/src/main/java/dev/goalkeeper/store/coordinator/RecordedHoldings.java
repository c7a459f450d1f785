package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.fsck.Holdings;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads from a coordinator's record, while no coordinator runs, what `fsck` goes by.
public final class RecordedHoldings {
  private RecordedHoldings() {}

  /// What the record says of logs. Of a table that was dropped, or that nobody has heard of yet,
  /// nothing counts.
  ///
  /// @param records by key, as the store of metadata has them
  /// @throws UnreadableRecord if this version cannot read it
  public static Holdings of(SortedMap<String, String> records) {
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
    List<Holdings.Holding> held = new ArrayList<>();
    tables.values().stream().filter(table -> table.open() && !table.dropped())
        .forEach(table -> held.addAll(held(table)));
    return new Holdings(RecordText.read(Decided.CLUSTER, recorded).text("name"), epochs, held);
  }

  private static List<Holdings.Holding> held(TableRecord table) {
    List<Holdings.Holding> held = new ArrayList<>();
    for (int number = 0; number < table.tablets().size(); number++) {
      Placed placed = table.tablets().get(number);
      held.add(new Holdings.Holding(placed.owner(), new LostTablet(table.id(),
          table.firstHash(number), placed.lastHash(), placed.sinceSegment(),
          placed.sinceOffset())));
    }
    return held;
  }
}
