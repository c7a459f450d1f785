package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Versions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whether the ranks of a key's states rise as its operations come one after the other: the second
/// of the three things in [VersionOrder].
final class Order {
  private static final long NO_STATE = Long.MAX_VALUE;

  private final List<Operation> operations;
  private final Changes changes;
  private final NavigableSet<Long> states = new TreeSet<>();
  private final Map<Operation, Bound> highest = new HashMap<>();
  private final Moment firstRemoval;

  /// The highest rank seen by what has ended, or the lowest of what begins later, and by whom.
  private record Bound(long rank, @Nullable Operation by) {}

  /// When the first removal that nobody knows the outcome of began.
  private record Moment(long begun) {
    boolean by(long moment) {
      return begun <= moment;
    }
  }

  /// Higher than the rank of any state, and lower than that of no state at all.
  private static final Bound UNBOUNDED = new Bound(Long.MAX_VALUE - 1, null);

  /// @param operations in the order in which they began
  Order(List<Operation> operations, Changes changes) {
    this.operations = operations;
    this.changes = changes;
    states.add(Rank.FIRST);
    for (long version : changes.versions()) {
      states.add(Rank.present(version));
      if (changes.taken(version)) {
        states.add(Rank.taken(version));
      }
    }
    this.firstRemoval = firstRemoval();
    boundFromAbove();
  }

  /// Goes through all beginnings and ends in their order.
  Optional<String> complaint() {
    List<Operation> ends = new ArrayList<>(operations);
    ends.sort(Comparator.comparingLong(Operation::ended));
    var ranks = new HashMap<Operation, Long>();
    var lowest = new Bound(Rank.FIRST, null);
    int ended = 0;
    for (Operation operation : operations) {
      while (ends.get(ended).ended() < operation.begun()) {
        Operation past = ends.get(ended++);
        long rank = ranks.getOrDefault(past, Rank.NONE);
        lowest = rank > lowest.rank() ? new Bound(rank, past) : lowest;
      }
      long known = Rank.of(operation, changes);
      long rank = known == Rank.NONE ? lowestFor(operation, lowest.rank()) : known;
      ranks.put(operation, rank);
      if (rank != Rank.NONE && !fits(operation, rank, lowest)) {
        return Optional.of(why(operation, lowest));
      }
    }
    return Optional.empty();
  }

  private boolean fits(Operation operation, long rank, Bound lowest) {
    boolean rises = Rank.made(operation, changes) ? rank > lowest.rank() : rank >= lowest.rank();
    return rises && rank <= above(operation).rank();
  }

  private Bound above(Operation operation) {
    return highest.getOrDefault(operation, UNBOUNDED);
  }

  private String why(Operation operation, Bound lowest) {
    Bound above = above(operation);
    return operation
        + (lowest.by() == null ? "" : "; but before it, " + lowest.by())
        + (above.by() == null ? "" : "; and after it, " + above.by());
  }

  /// The lowest state that fits an answer which does not tell a version: [Rank#NONE] if any does,
  /// higher than all if none is left.
  private long lowestFor(Operation operation, long least) {
    return switch (operation.answer()) {
      case Answer.Absent absent -> lowestAbsent(least, operation.ended());
      case Answer.Mismatch(long version) when version == Versions.ABSENT ->
          lowestAbsent(least, operation.ended());
      case Answer.Mismatch mismatch -> Rank.NONE;
      case Answer.Wrote wrote -> Rank.NONE;
      case Answer.Counted counted -> Rank.NONE;
      case Answer.Took took -> Rank.NONE;
      case Answer.Found found -> Rank.NONE;
      case Answer.NotDone notDone -> Rank.NONE;
      case Answer.Unknown unknown -> Rank.NONE;
    };
  }

  private long lowestAbsent(long least, long by) {
    long rank = least;
    while (Rank.isPresent(rank)) {
      rank = firstRemoval.by(by) ? rank + 1 : next(rank);
    }
    return rank;
  }

  private long next(long rank) {
    Long higher = states.higher(rank);
    return higher == null ? NO_STATE : higher;
  }

  private Moment firstRemoval() {
    return new Moment(operations.stream()
        .filter(operation -> operation.unknown() && operation.action() instanceof Action.Remove)
        .mapToLong(Operation::begun).findFirst().orElse(Long.MAX_VALUE));
  }

  /// Of each operation, the lowest rank among those that begin after it has ended.
  private void boundFromAbove() {
    List<Operation> ends = new ArrayList<>(operations);
    ends.sort(Comparator.comparingLong(Operation::ended).reversed());
    var lowest = UNBOUNDED;
    int next = operations.size() - 1;
    for (Operation operation : ends) {
      for (; next >= 0 && operations.get(next).begun() > operation.ended(); next--) {
        Operation later = operations.get(next);
        long rank = Rank.of(later, changes) - (Rank.made(later, changes) ? 1 : 0);
        boolean lower = Rank.of(later, changes) != Rank.NONE && rank < lowest.rank();
        lowest = lower ? new Bound(rank, later) : lowest;
      }
      highest.put(operation, lowest);
    }
  }
}
