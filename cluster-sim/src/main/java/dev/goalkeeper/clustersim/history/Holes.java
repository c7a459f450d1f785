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
    this.writes = unknown(true);
    this.removals = unknown(false);
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

  /// What the maker of a version can have found: what was there before, nothing, or what somebody
  /// of unknown outcome had made. What that takes is needed from now on.
  private Optional<String> unmet(Operation maker, long version, long previous) {
    boolean there = previous > 0 && !changes.taken(previous);
    boolean unseen = version > previous + 1 && maker.action().found().holds(version - 1);
    boolean absence = maker.action().found().holds(Versions.ABSENT) && counts(maker, 0);
    if (there && version == previous + 1 && maker.action().found().holds(previous)
        && changes.value(previous).stream().allMatch(value -> counts(maker, value))) {
      return Optional.empty();
    }
    if (!there && !absence) {
      writesNeeded++;
    }
    if (there && !unseen) {
      removalsNeeded++;
    }
    return unseen || absence ? Optional.empty()
        : Optional.of("did not find what it had to, after version " + previous
            + (there ? "" : " was gone") + ": " + maker);
  }

  /// Whether it made what it was told of that number.
  private static boolean counts(Operation maker, long number) {
    return !(maker.action() instanceof Action.Increment increment)
        || !(maker.answer() instanceof Answer.Counted(long _, long value))
        || value == number + increment.by();
  }

  /// Somebody has seen that version, or a later state, by then.
  private long deadline(long version) {
    Map.Entry<Long, Long> seen = seenBy.ceilingEntry(Rank.present(version));
    return seen == null ? Operation.NEVER : seen.getValue();
  }

  /// When those began of which nobody knows what came of them: what makes versions, or removals.
  private long[] unknown(boolean making) {
    return operations.stream()
        .filter(operation -> operation.unknown() && operation.action().makes() == making
            && operation.action().changes() && changes.madeBy(operation) == 0)
        .mapToLong(Operation::begun).toArray();
  }

  private static long begunBy(long moment, long[] begun) {
    int at = Arrays.binarySearch(begun, moment);
    return at < 0 ? -at - 1 : at + 1;
  }
}
