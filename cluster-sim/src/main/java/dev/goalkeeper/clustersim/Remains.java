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
import java.util.Map;

/// What the disks of a cluster hold, read without any server: of each key the newest entry that a
/// replica certifies.
final class Remains {
  private static final Entry NOTHING = new Entry(0, Bytes.EMPTY);

  private final Map<Place, Entry> newest = new HashMap<>();

  private record Place(TableId table, Bytes key) {}

  /// What logs have of one version of a key.
  ///
  /// @param rank orders the entries of a key; zero if there is none
  /// @param value empty for a tombstone
  record Entry(long rank, Bytes value) {
    /// @throws IllegalStateException if a version was given twice
    private Entry and(Entry other) {
      if (rank == other.rank && !value.equals(other.value)) {
        throw new IllegalStateException("disks hold two of one version: " + this + ", " + other);
      }
      return rank >= other.rank ? this : other;
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
      var found = new Entry(rank(entry.version(), tombstone), value);
      newest.merge(place, found, Entry::and);
    }
  }
}
