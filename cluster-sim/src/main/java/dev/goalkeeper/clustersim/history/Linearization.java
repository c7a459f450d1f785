package dev.goalkeeper.clustersim.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Searches for an order in which a store that does one thing at a time could have done the
/// operations of one key, each between its beginning and its end, and told what it told.
///
/// The search is Wing and Gong's, with Lowe's memory: whoever has done the same operations and left
/// the key in the same state has the same future, and is not looked at twice. Its time is
/// exponential at worst, in the number of operations that are under way together or of unknown
/// outcome: a budget bounds it.
public final class Linearization {
  private final List<Operation> operations;
  private final Set<Step> seen = new HashSet<>();
  private final ArrayDeque<Step> open = new ArrayDeque<>();

  /// What a search comes to.
  public enum Verdict {
    /// There is such an order.
    LINEARIZABLE,
    /// There is none: the answers are wrong.
    NOT_LINEARIZABLE,
    /// Nobody knows: there is more to look at than was allowed.
    BUDGET_SPENT
  }

  /// A point of the search.
  ///
  /// @param done operations, by their number
  private record Step(BitSet done, Register key) {}

  private Linearization(List<Operation> operations) {
    this.operations = operations;
  }

  /// Searches.
  ///
  /// @param operations all of one key, in any order
  /// @param steps how many points of the search may be looked at; each is remembered, with a bit
  ///     for each operation
  public static Verdict search(List<Operation> operations, int steps) {
    return new Linearization(operations.stream().filter(Operation::telling)
        .sorted(Comparator.comparingLong(Operation::begun)).toList()).search(steps);
  }

  private Verdict search(int steps) {
    reach(new Step(new BitSet(), Register.EMPTY));
    for (int left = steps; !open.isEmpty(); left--) {
      if (left == 0) {
        return Verdict.BUDGET_SPENT;
      }
      Step step = open.removeLast();
      List<Integer> next = next(step.done());
      if (next.stream().allMatch(number -> operations.get(number).unknown())) {
        return Verdict.LINEARIZABLE;
      }
      for (int number : next) {
        BitSet done = (BitSet) step.done().clone();
        done.set(number);
        step.key().after(operations.get(number)).forEach(key -> reach(new Step(done, key)));
      }
    }
    return Verdict.NOT_LINEARIZABLE;
  }

  private void reach(Step step) {
    if (seen.add(step)) {
      open.addLast(step);
    }
  }

  /// What can come next: what begins before anything ends that is not done. What nobody was told
  /// about comes first here, so last in the search.
  private List<Integer> next(BitSet done) {
    long ends = Operation.NEVER;
    var next = new ArrayList<Integer>();
    for (int number = done.nextClearBit(0); number < operations.size();
        number = done.nextClearBit(number + 1)) {
      Operation operation = operations.get(number);
      if (operation.begun() > ends) {
        break;
      }
      ends = Math.min(ends, operation.ended());
      next.add(number);
    }
    next.sort(Comparator.comparing((Integer number) -> !operations.get(number).unknown())
        .thenComparing(Comparator.reverseOrder()));
    return next;
  }
}
