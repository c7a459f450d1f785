package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Page;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Versions;
import java.util.ArrayList;
import java.util.List;

/// What may be true of one key, going by the outcomes of its operations, which come one after the
/// other. An operation whose outcome is unknown leaves two possibilities; the next answer tells.
final class KeyHistory {
  private final Bytes key;
  private final List<Possible> possible = new ArrayList<>(List.of(Possible.ABSENT));
  private long newestVersion;
  private boolean full;

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

  /// One of four conditions on what was told last; it may hold, or not.
  Condition condition(int which) {
    if (newestVersion == Versions.ABSENT) {
      return which < 3 ? Condition.ABSENT : Condition.PRESENT;
    }
    return switch (which) {
      case 0 -> Condition.PRESENT;
      case 1 -> Condition.atMost(newestVersion);
      default -> Condition.version(newestVersion);
    };
  }

  /// From now on there may be no room for another value.
  void memoryIsFull() {
    full = true;
  }

  void read(Outcome.OfRead outcome) {
    switch (outcome) {
      case Outcome.Value value -> {
        require(value.version() >= newestVersion, "version fell to " + value.version());
        saw(Possible.of(value.bytes()));
        newestVersion = value.version();
      }
      case Outcome.Absent absent -> saw(Possible.ABSENT);
      case Outcome.Refused refused -> require(false, refused.toString());
      case Outcome.NotDone notDone -> { }
      case Outcome.Unknown unknown -> { }
    }
  }

  /// A scan during which nothing was done to the key has found that of it.
  void scanned(List<Page.Line> lines) {
    require(lines.size() <= 1, "is there " + lines.size() + " times: " + lines);
    read(lines.isEmpty() ? new Outcome.Absent()
        : new Outcome.Value(lines.getFirst().version(), lines.getFirst().value()));
  }

  /// @param condition what it was to find
  void wrote(Bytes value, Condition condition, Outcome.OfWrite outcome) {
    switch (outcome) {
      case Outcome.Written written -> {
        require(written.version() > newestVersion, "version did not rise: " + written.version());
        requireFound(condition, written.version());
        newestVersion = written.version();
        possible.clear();
        possible.add(Possible.of(value));
      }
      case Outcome.Mismatch(long version) -> missed(condition, version);
      case Outcome.Unknown unknown -> possible.add(Possible.of(value));
      case Outcome.Refused refused ->
          require(full && refused.reason() == Refusal.NO_SPACE, refused.toString());
      case Outcome.NotDone notDone -> { }
    }
  }

  void removed(Outcome.OfRemove outcome) {
    switch (outcome) {
      case Outcome.Removed removed -> {
        require(removed.version() >= newestVersion, "removed version " + removed.version());
        newestVersion = removed.version();
        possible.clear();
        possible.add(Possible.ABSENT);
      }
      case Outcome.Absent absent -> saw(Possible.ABSENT);
      case Outcome.Unknown unknown -> possible.add(Possible.ABSENT);
      case Outcome.Refused refused -> require(false, refused.toString());
      case Outcome.Mismatch mismatch -> require(false, "no condition, and " + mismatch);
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
    require(entry.rank() > rank
        || possible.contains(Possible.of(entry.value())),
        "disks hold another value: " + entry);
  }

  /// A write with a condition has found what it had to, since it was done.
  private void requireFound(Condition condition, long written) {
    boolean found = switch (condition.kind()) {
      case ALWAYS -> true;
      case ABSENT -> possible.contains(Possible.ABSENT);
      case PRESENT -> possible.stream().anyMatch(Possible::present);
      case EQUALS, AT_MOST -> possible.stream().anyMatch(Possible::present)
          && condition.holds(written - 1);
    };
    require(found, "version " + written + " " + condition + " where only " + possible + " may be");
  }

  /// It was told a version, not a value.
  private void missed(Condition condition, long version) {
    require(!condition.holds(version), "no match " + condition + ": version " + version);
    if (version == Versions.ABSENT) {
      saw(Possible.ABSENT);
      return;
    }
    require(version >= newestVersion, "version fell to " + version);
    possible.remove(Possible.ABSENT);
    require(!possible.isEmpty(), "version " + version + " is there, and should be gone");
    newestVersion = version;
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
