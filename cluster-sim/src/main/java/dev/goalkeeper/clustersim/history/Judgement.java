package dev.goalkeeper.clustersim.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What both judges say of a [History].
///
/// @param complaints of each key that no store may answer like that, why
/// @param searched keys for which an order of all operations was sought
/// @param spent of them, how many needed a larger budget: nobody knows
public record Judgement(List<String> complaints, int searched, int spent) {
  /// Each point remembers which operations are done, with a bit for each.
  private static final int STEPS_MAX = 20_000;

  /// Copies the list.
  public Judgement {
    complaints = List.copyOf(complaints);
  }

  /// Judges every key by its versions, and each so many-th by search.
  ///
  /// @param every one of so many keys, by its place; 1 for all
  public static Judgement of(History history, int every) {
    var complaints = new ArrayList<String>();
    int searched = 0;
    int spent = 0;
    int number = 0;
    for (List<Operation> key : history.byKey().values()) {
      Optional<String> complaint = VersionOrder.complaint(key);
      complaint.ifPresent(complaints::add);
      if (number++ % every == 0 && complaint.isEmpty()) {
        Linearization.Verdict verdict = Linearization.search(key, STEPS_MAX);
        searched++;
        spent += verdict == Linearization.Verdict.BUDGET_SPENT ? 1 : 0;
        if (verdict == Linearization.Verdict.NOT_LINEARIZABLE) {
          complaints.add("key " + key.getFirst().key() + ": there is no order for "
              + key.stream().map(Operation::toString).collect(Collectors.joining("; ")));
        }
      }
    }
    return new Judgement(complaints, searched, spent);
  }
}
