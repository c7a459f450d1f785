package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.metadata.Change;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What is recorded of a table: its tablets in the order of their ranges, and whose each is.
///
/// @param made what it was made by, as [#by] has it: the same request, sent again, finds it
/// @param open whether anybody may have heard of it, and so have written to it
/// @param dropped whether it is there no more, and is only to be forgotten by those who served it
record TableRecord(
    TableId id, String name, long made, boolean open, boolean dropped, List<Placed> tablets) {
  static final String KEYS = "tables/";

  /// Tablets in one record of the store: each is a line of at most 190 bytes, so that the record
  /// stays below its bound; a table of the largest kind has four.
  static final int TABLETS_MAX = 300;

  TableRecord {
    tablets = List.copyOf(tablets);
  }

  /// Stands for the owners that a table was asked for with, wherever its tablets go later: the
  /// owners themselves might not fit into a record. 0 for none.
  static long by(List<ServerId> owners) {
    long hash = 0;
    for (ServerId owner : owners) {
      hash = KeyHash.of(Bytes.utf8(hash + " " + owner));
    }
    return hash;
  }

  TableRecord opened() {
    return new TableRecord(id, name, made, true, dropped, tablets);
  }

  TableRecord toBeForgotten() {
    return new TableRecord(id, name, made, open, true, tablets);
  }

  TableRecord with(List<Placed> changed) {
    return new TableRecord(id, name, made, open, dropped, changed);
  }

  /// The number of the tablet that has a hash.
  int number(long hash) {
    int number = 0;
    while (Long.compareUnsigned(tablets.get(number).lastHash(), hash) < 0) {
      number++;
    }
    return number;
  }

  /// One of its tablets, by its last hash, stands otherwise now.
  TableRecord with(long lastHash, UnaryOperator<Placed> change) {
    return with(tablets.stream()
        .map(each -> each.lastHash() == lastHash ? change.apply(each) : each).toList());
  }

  List<ServerId> owners() {
    return tablets.stream().map(Placed::owner).toList();
  }

  /// Where the tablet of that number begins.
  long firstHash(int number) {
    return number == 0 ? Tablet.HASH_FIRST : tablets.get(number - 1).lastHash() + 1;
  }

  /// All of it, in as many records as it takes; their number never falls.
  List<Change> put() {
    List<Change> changes = new ArrayList<>();
    for (int from = 0; from < tablets.size(); from += TABLETS_MAX) {
      StringBuilder text = RecordText.begin()
          .append("name ").append(name).append('\n')
          .append("made ").append(Long.toHexString(made)).append('\n')
          .append("open ").append(open ? "yes" : "no").append('\n')
          .append(dropped ? "dropped yes\n" : "");
      for (Placed tablet : tablets.subList(from, Math.min(tablets.size(), from + TABLETS_MAX))) {
        text.append("tablet ").append(tablet.text()).append('\n');
      }
      changes.add(new Change.Put(key(id, from / TABLETS_MAX), text.toString()));
    }
    return changes;
  }

  /// None of it any more.
  List<Change> remove() {
    List<Change> changes = new ArrayList<>();
    for (int from = 0; from < tablets.size(); from += TABLETS_MAX) {
      changes.add(new Change.Remove(key(id, from / TABLETS_MAX)));
    }
    return changes;
  }

  /// Whose record has that key.
  static TableId id(String key) {
    return new TableId(Long.parseLong(key.substring(KEYS.length(), key.lastIndexOf('/'))));
  }

  private static String key(TableId id, int part) {
    return KEYS + id + "/" + part;
  }

  /// @param before the same table, as far as the records before this one have it
  /// @throws UnreadableRecord if it is none
  static TableRecord read(RecordText record, List<Placed> before) {
    TableId id = id(record.key());
    String name = record.text("name");
    long made = record.field("made", text -> Long.parseUnsignedLong(text, 16));
    boolean open = record.text("open").equals("yes");
    boolean dropped = record.has("dropped") && record.text("dropped").equals("yes");
    List<Placed> tablets = new ArrayList<>(before);
    while (record.has("tablet")) {
      tablets.add(record.field("tablet", Placed::read));
    }
    record.end();
    return new TableRecord(id, name, made, open, dropped, tablets);
  }
}
