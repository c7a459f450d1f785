package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Puts into words which rules fire in a circle: back from the last firing along its causes, until
/// the same rule of the same task comes again.
final class HotLoop {
  /// Firings of a circle that are named: what a person reads.
  private static final int NAMED_MAX = 12;

  private HotLoop() {}

  static <T extends Task<T>> String describe(Task<T> task, Decision.Leaf<T> leaf, Trace trace) {
    List<String> circle = circle(task, leaf.path(), trace);
    String rules = circle.size() == 1
        ? circle.getFirst() + " leaves what it is stated over as it was, and fires"
        : String.join(" -> ", circle) + " fire";
    return "hot: " + rules + " again and again, at "
        + leaf.cube().show(task.rules().clauses().all()) + ", and nothing from outside keeps it "
        + "going. Let an action change what its row looks at, or wait for an operation or a timer; "
        + "if it works something off, let it call progress().";
  }

  /// The firings of the circle, oldest first; the last few, if it is longer or has left the trace.
  private static List<String> circle(Task<?> task, int path, Trace trace) {
    List<String> names = new ArrayList<>();
    Optional<Trace.Entry> at = trace.find(task.record().cause());
    while (at.isPresent() && names.size() < NAMED_MAX
        && at.get().subject() instanceof Task<?> fired) {
      boolean again = !names.isEmpty() && fired == task && at.get().detail() == path;
      if (again) {
        break;
      }
      names.add(Alarms.nameOf(fired) + " " + rowName(fired, at.get().detail()));
      at = trace.find(at.get().cause());
    }
    Collections.reverse(names);
    return names;
  }

  private static <T extends Task<T>> String rowName(Task<T> task, int path) {
    return task.rules().leaf(path).row().name();
  }
}
