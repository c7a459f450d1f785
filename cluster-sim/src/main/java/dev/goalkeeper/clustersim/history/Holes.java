package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Versions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Whether operations of unknown outcome can have filled what is missing between a key's versions:
/// the third of the three things in [VersionOrder].
final class Holes {
  private final List<Operation> operations;
  private final Changes changes;
  private final TreeMap<Long, Long> seenBy = new TreeMap<>();
  private final long[] writes;
  private final long[] removals;
  private long writesNeeded;
  private long removalsNeeded;

  /// @param operations in the order in which they began
  Holes(List<Operation> operations, Changes changes) {
    this.operations = operations;
    this.changes = changes;
    this.writes = unknown(Action.Write.class);
    this.removals = unknown(Action.Remove.class);
    for (Operation operation : operations) {
      long rank = Rank.of(operation, changes);
      if (rank != Rank.NONE) {
        seenBy.merge(rank, operation.ended(), Math::min);
      }
    }
    long earliest = Operation.NEVER;
    for (Map.Entry<Long, Long> seen : seenBy.descendingMap().entrySet()) {
      earliest = Math.min(earliest, seen.getValue());
      seen.setValue(earliest);
    }
  }

  /// Goes from version to version.
  Optional<String> complaint() {
    long previous = 0;
    for (long version : changes.versions()) {
      Operation maker = changes.maker(version);
      long by = deadline(version);
      boolean there = previous > 0 && !changes.taken(previous);
      if (maker == null) {
        writesNeeded++;
      }
      if (there) {
        fill(version - previous - 1, by);
      }
      Optional<String> unmet = maker == null ? Optional.empty() : unmet(maker, version, previous);
      if (unmet.isPresent()) {
        return unmet;
      }
      if (removalsNeeded > begunBy(by, removals)
          || writesNeeded > begunBy(by, writes)) {
        return Optional.of("nobody can have made what lies between versions " + previous + " and "
            + version + (maker == null ? "" : ": " + maker));
      }
      previous = version;
    }
    return Optional.empty();
  }

  /// A removal that may lie in the hole makes it one of any length.
  private void fill(long hole, long by) {
    if (hole > 0 && removalsNeeded >= begunBy(by, removals)) {
      writesNeeded += hole;
    }
  }

  private Optional<String> unmet(Operation maker, long version, long previous) {
    long expected = maker.action().expectation();
    boolean there = previous > 0 && !changes.taken(previous);
    if (expected == Versions.ABSENT && there) {
      removalsNeeded++;
    }
    boolean met = expected < Versions.FIRST
        || (version == expected + 1 && previous == expected && !changes.taken(expected));
    return met ? Optional.empty()
        : Optional.of("did not find what it had to, after version " + previous
            + (there ? "" : " was gone") + ": " + maker);
  }

  /// Somebody has seen that version, or a later state, by then.
  private long deadline(long version) {
    Map.Entry<Long, Long> seen = seenBy.ceilingEntry(Rank.present(version));
    return seen == null ? Operation.NEVER : seen.getValue();
  }

  /// When the operations of that kind began of which nobody knows what came of them.
  private long[] unknown(Class<? extends Action> kind) {
    return operations.stream()
        .filter(operation -> operation.unknown() && kind.isInstance(operation.action())
            && changes.madeBy(operation) == 0)
        .mapToLong(Operation::begun).toArray();
  }

  private static long begunBy(long moment, long[] begun) {
    int at = Arrays.binarySearch(begun, moment);
    return at < 0 ? -at - 1 : at + 1;
  }
}
