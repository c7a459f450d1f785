package dev.goalkeeper.clustersim.history;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Judges the history of one key by its versions, in the time that it takes to sort it.
///
/// The states that a key goes through have a *rank*: version v has 2v, its absence after v was
/// taken 2v + 1, and what there was before everything 1. Whoever is told a version saw, or made, a
/// state of known rank. So the store's own order is in the answers, and three things make it a
/// possible one:
///
/// 1. Each version was made once, by a write that may have done it, and taken at most once
///    ([Changes]).
/// 2. What ended before something else began has no higher rank, and a lower one if the other
///    made that state ([Order]). An answer that fits several states ("absent", "mismatch
///    with nothing") counts as the lowest that is left to it: a higher one would only leave less
///    to those after it.
/// 3. A write over a version makes the next one, so a hole between two versions is filled by
///    operations whose outcome is unknown, and they have begun in time; after a removal versions
///    may skip ([Holes]). A condition has found what it was to find, and an increment the number
///    to which it says to have added.
///
/// A complaint is always right: each of the three follows from the order in which a store would
/// have to have done what it has told. Without operations of unknown outcome the converse holds as
/// well: ordered by rank, each state's maker first, everything is in order. With them something can
/// be missed: a removal of unknown outcome may explain an absence here and a hole there, an
/// unknown conditional write a version that it would not have made, and an unknown increment any
/// value. [Linearization] misses nothing.
public final class VersionOrder {
  private VersionOrder() {}

  /// Why no store may have answered like that; empty if nothing speaks against it.
  ///
  /// @param operations all of one key, in any order, whose writes have different values
  /// @throws IllegalArgumentException if they have not
  public static Optional<String> complaint(List<Operation> operations) {
    List<Operation> telling = operations.stream()
        .sorted(Comparator.comparingLong(Operation::begun)).toList();
    var changes = new Changes(telling);
    Optional<String> wrong = changes.wrong().stream().findFirst();
    if (wrong.isEmpty()) {
      wrong = new Order(telling, changes).complaint();
    }
    if (wrong.isEmpty()) {
      wrong = new Holes(telling, changes).complaint();
    }
    return wrong.map(what -> "key " + operations.getFirst().key() + ": " + what);
  }
}
