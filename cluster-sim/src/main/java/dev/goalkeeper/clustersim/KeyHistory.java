package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Versions;
import java.util.ArrayList;
import java.util.List;

/// What may be true of one key, going by the outcomes of its operations, which come one after the
/// other. An operation whose outcome is unknown leaves two possibilities; the next answer tells.
final class KeyHistory {
  private final Bytes key;
  private final List<Possible> possible = new ArrayList<>(List.of(Possible.ABSENT));
  private long newestVersion;
  private boolean newestRemoved;

  /// A state that the key may be in.
  ///
  /// @param value empty if it is absent
  private record Possible(boolean present, Bytes value) {
    static final Possible ABSENT = new Possible(false, Bytes.EMPTY);

    static Possible of(Bytes value) {
      return new Possible(true, value);
    }
  }

  KeyHistory(Bytes key) {
    this.key = key;
  }

  Bytes key() {
    return key;
  }

  /// The last version that was told; [Versions#ABSENT] if there was none.
  long expectation() {
    return newestVersion == 0 ? Versions.ABSENT : newestVersion;
  }

  void read(Outcome.OfRead outcome) {
    switch (outcome) {
      case Outcome.Value value -> {
        require(value.version() >= newestVersion, "version fell to " + value.version());
        saw(Possible.of(value.bytes()));
        newest(value.version(), false);
      }
      case Outcome.Absent absent -> saw(Possible.ABSENT);
      case Outcome.Refused refused -> require(false, refused.toString());
      case Outcome.NotDone notDone -> { }
      case Outcome.Unknown unknown -> { }
    }
  }

  /// @param expected the version that it was to find, or [Versions#ANY]
  void wrote(Bytes value, long expected, Outcome.OfWrite outcome) {
    switch (outcome) {
      case Outcome.Written written -> {
        require(written.version() > newestVersion, "version did not rise: " + written.version());
        requireFound(expected, written.version());
        newest(written.version(), false);
        possible.clear();
        possible.add(Possible.of(value));
      }
      case Outcome.Unknown unknown -> possible.add(Possible.of(value));
      case Outcome.Refused refused -> require(false, refused.toString());
      case Outcome.Mismatch mismatch -> { }
      case Outcome.NotDone notDone -> { }
    }
  }

  void removed(Outcome.OfRemove outcome) {
    switch (outcome) {
      case Outcome.Removed removed -> {
        require(removed.version() >= newestVersion, "removed version " + removed.version());
        newest(removed.version(), true);
        possible.clear();
        possible.add(Possible.ABSENT);
      }
      case Outcome.Absent absent -> saw(Possible.ABSENT);
      case Outcome.Unknown unknown -> possible.add(Possible.ABSENT);
      case Outcome.Refused refused -> require(false, refused.toString());
      case Outcome.Mismatch mismatch -> { }
      case Outcome.NotDone notDone -> { }
    }
  }

  /// Objects unless that entry of the log, or none, may be the newest that disks hold of the key.
  /// Of a removed one nothing has to be left, and something older may be, where no digest names it.
  void found(Remains.Entry entry) {
    if (newestVersion == 0 || possible.contains(Possible.ABSENT)) {
      return;
    }
    long rank = Remains.rank(newestVersion, false);
    require(entry.rank() >= rank, "disks hold " + entry + ", and rank " + rank + " was told");
    require(entry.rank() > rank || possible.contains(Possible.of(entry.value())),
        "disks hold another value: " + entry);
  }

  /// A write that expected something has found it, since it was done.
  private void requireFound(long expected, long written) {
    if (expected == Versions.ABSENT) {
      require(possible.contains(Possible.ABSENT), "version " + written + " where none was to be");
    } else if (expected != Versions.ANY) {
      require(!newestRemoved, "version " + written + " where " + expected + " was removed");
      require(written == expected + 1, "version " + written + " where " + expected + " was to be");
    }
  }

  private void newest(long version, boolean removed) {
    newestVersion = version;
    newestRemoved = removed;
  }

  private void saw(Possible state) {
    require(possible.contains(state), "is " + state + " where only " + possible + " may be");
    possible.clear();
    possible.add(state);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("key " + key + ": " + otherwise);
    }
  }
}
