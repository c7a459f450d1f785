package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.metadata.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which ids clients may have, as it is recorded. Ids are drawn by the block, so that one record
/// serves many clients; a block is there until all of its ids have ended.
///
/// @param drawn the highest block that was ever drawn; no id is drawn twice
/// @param open the blocks with ids that have not ended: for each the ids that have, a bit for each
record ClientBlocks(long drawn, SortedMap<Long, Long> open) {
  static final String KEY = "clients";
  static final ClientBlocks NONE = new ClientBlocks(0, new TreeMap<>());

  /// Ids in a block: as many as a number has bits.
  static final int IDS = Long.SIZE;

  ClientBlocks {
    open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
  }

  /// Draws another block.
  ClientBlocks draw() {
    var more = new TreeMap<>(open);
    more.put(drawn + 1, 0L);
    return new ClientBlocks(drawn + 1, more);
  }

  /// That client's lease has ended.
  ClientBlocks end(long client) {
    long block = client / IDS;
    var left = new TreeMap<>(open);
    left.computeIfPresent(block, (_, ended) -> {
      long more = ended | 1L << client % IDS;
      return more == -1L ? null : more;
    });
    return new ClientBlocks(drawn, left);
  }

  static long first(long block) {
    return block * IDS;
  }

  /// The ids that have not ended, whether anybody has them or not.
  List<Long> alive() {
    List<Long> alive = new ArrayList<>();
    open.forEach((block, ended) -> {
      for (int i = 0; i < IDS; i++) {
        if ((ended >> i & 1) == 0) {
          alive.add(first(block) + i);
        }
      }
    });
    return alive;
  }

  Change put() {
    StringBuilder text = RecordText.begin().append("drawn ").append(drawn).append('\n');
    open.forEach((block, ended) -> text.append("block ").append(block).append(' ')
        .append(Long.toHexString(ended)).append('\n'));
    return new Change.Put(KEY, text.toString());
  }

  /// @throws UnreadableRecord if it is none
  static ClientBlocks read(RecordText record) {
    long drawn = record.number("drawn");
    var open = new TreeMap<Long, Long>();
    while (record.has("block")) {
      Map.Entry<Long, Long> block = record.field("block", ClientBlocks::block);
      open.put(block.getKey(), block.getValue());
    }
    record.end();
    return new ClientBlocks(drawn, open);
  }

  private static Map.Entry<Long, Long> block(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("no block and its ids: '" + text + "'");
    }
    return Map.entry(Long.parseLong(text.substring(0, space)),
        Long.parseUnsignedLong(text.substring(space + 1), 16));
  }
}
