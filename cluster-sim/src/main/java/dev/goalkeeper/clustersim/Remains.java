package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.log.EntryType;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.EntryWalker;
import dev.goalkeeper.store.log.Verdict;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.TableId;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the disks of a cluster hold, read without any server: of each key the newest entry that a
/// replica certifies.
final class Remains {
  private static final Entry NOTHING = new Entry(0, List.of());

  private final Map<Place, Entry> newest = new HashMap<>();

  private record Place(TableId table, Bytes key) {}

  /// What logs have of one version of a key.
  ///
  /// What a master did and nobody was told of dies with it, and its version is given again; but it
  /// may have been brought to another master with a tablet, in a move of which nothing came, and
  /// lie in that one's log, where it belongs to nobody.
  ///
  /// @param rank orders the entries of a key; zero if there is none
  /// @param values one, or two of which one is nobody's; empty for a tombstone
  record Entry(long rank, List<Bytes> values) {
    private Entry and(Entry other) {
      if (rank != other.rank) {
        return rank > other.rank ? this : other;
      }
      return new Entry(rank,
          Stream.concat(values.stream(), other.values.stream()).distinct().toList());
    }
  }

  /// The place of a version, or of the tombstone that hides it, among all of its key.
  static long rank(long version, boolean tombstone) {
    return version * 2 + (tombstone ? 1 : 0);
  }

  /// Takes in what a disk holds.
  void add(SimDisk disk) {
    if (disk.files().isEmpty()) {
      return;
    }
    for (Frame frame : FrameStore.openReadOnly(disk).used()) {
      FrameMetadata metadata = frame.metadata().orElseThrow();
      if (metadata.complete()) {
        add(frame, metadata);
      }
    }
  }

  /// The newest entry of a key.
  Entry of(TableId table, Bytes key) {
    return newest.getOrDefault(new Place(table, key), NOTHING);
  }

  private void add(Frame frame, FrameMetadata metadata) {
    var walker = new EntryWalker(
        frame.bytes(), metadata.replica().master(), metadata.replica().segment());
    if (walker.verify(metadata.certificate()) instanceof Verdict.Corrupt corrupt) {
      throw new IllegalStateException(frame + " is not what it certifies: " + corrupt.why());
    }
    var entries = new EntryWalker(
        frame.bytes(), metadata.replica().master(), metadata.replica().segment());
    while (entries.next(metadata.certificate().length())) {
      add(entries.entry());
    }
  }

  private void add(EntryView entry) {
    boolean tombstone = entry.type() == EntryType.TOMBSTONE;
    if (tombstone || entry.type() == EntryType.OBJECT) {
      var place = new Place(entry.table(), Bytes.of(entry.key().toArray(ValueLayout.JAVA_BYTE)));
      Bytes value = tombstone
          ? Bytes.EMPTY : Bytes.of(entry.value().toArray(ValueLayout.JAVA_BYTE));
      var found = new Entry(rank(entry.version(), tombstone), List.of(value));
      newest.merge(place, found, Entry::and);
    }
  }
}
