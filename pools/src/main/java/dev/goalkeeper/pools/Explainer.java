package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts what a pool knows into words: which row a task is in and why it does not fire, and what led
/// to its last firing. Solves the paper's "no runtime stack" (4.1).
final class Explainer {
  /// Causes shown: what a person reads.
  private static final int CHAIN_MAX = 16;

  private static final double NANOS_PER_MILLI = 1e6;

  private Explainer() {}

  static Snapshot snapshot(Task<?> task, long now) {
    Decision.Leaf<?> leaf = task.record().leaf();
    String row = leaf == null ? "-" : leaf.row().name();
    return new Snapshot(task.name(), row, task.record().atGoal(), task.state(), now);
  }

  static <T extends Task<T>> String explain(Task<T> task, long now) {
    T self = task.typed();
    Rules<T> rules = task.rules();
    Decision.Leaf<T> leaf = rules.decide(self);
    Row<T> row = leaf.row();
    var text = new StringBuilder();
    text.append(task.name()).append(" is in ").append(rules.name()).append(' ').append(row.name())
        .append(" (").append(words(row.kind())).append("), ")
        .append(millis(now - task.record().sinceNanos())).append('\n');
    text.append("  row    ").append(row.conditionText()).append('\n');
    text.append("  state  ").append(rules.values(self)).append('\n');
    if (row.kind() != Row.Kind.RULE) {
      text.append("  would change it: ").append(wakes(rules, leaf)).append('\n');
    }
    if (task.record().phase() == TaskRecord.Phase.QUARANTINED) {
      text.append("  quarantined: a rule or clause threw; it is tried again\n");
    }
    for (Task<?> peer : waitsFor(task)) {
      text.append("  looks at ").append(peer.name()).append('\n');
    }
    cycle(task).ifPresent(
        names -> text.append("  cycle of waits: ").append(String.join(" -> ", names)).append('\n'));
    return text.toString();
  }

  /// Like [#explain], for a task whose clauses may throw.
  static String safely(Task<?> task, long now) {
    try {
      return explain(task, now);
    } catch (RuntimeException thrown) { // the state is being described because something threw
      return task.name() + ": its clauses throw " + thrown;
    }
  }

  static String why(Task<?> task, Trace trace) {
    List<Recent.Firing> firings = task.record().recent().newestFirst(task);
    if (firings.isEmpty()) {
      return task.name() + " has not fired yet\n";
    }
    var text = new StringBuilder();
    Recent.Firing newest = firings.getFirst();
    text.append(describe(newest.entry())).append('\n');
    Optional<Trace.Entry> cause = trace.find(newest.entry().cause());
    if (cause.isEmpty() && newest.causeSubject() != null) {
      text.append("  because ").append(word(newest.causeSubject(), newest.causeDetail()))
          .append("; what led to it is older than the trace\n");
    }
    for (int depth = 0; cause.isPresent() && depth < CHAIN_MAX; depth++) {
      text.append("  because ").append(describe(cause.get())).append('\n');
      cause = trace.find(cause.get().cause());
    }
    text.append("earlier firings of ").append(task.name()).append(":\n");
    firings.stream().skip(1)
        .forEach(firing -> text.append("  ").append(describe(firing.entry())).append('\n'));
    return text.toString();
  }

  static Map<String, Map<String, Long>> firings(Map<Rules<?>, long[]> counters) {
    var byTable = new LinkedHashMap<String, Map<String, Long>>();
    counters.forEach((rules, counts) -> {
      var byRow = new LinkedHashMap<String, Long>();
      for (int i = 0; i < counts.length; i++) {
        if (rules.rows().get(i).kind() == Row.Kind.RULE) {
          byRow.put(rules.rows().get(i).name(), counts[i]);
        }
      }
      byTable.put(rules.name(), byRow);
    });
    return byTable;
  }

  private static String describe(Trace.Entry entry) {
    return String.format(
        "%.3f ms  #%d  %s",
        entry.timeNanos() / NANOS_PER_MILLI,
        entry.sequence(),
        word(entry.subject(), entry.detail()));
  }

  private static String word(@Nullable Object subject, int detail) {
    if (subject instanceof Task<?> task) {
      return fired(task, detail);
    }
    if (subject instanceof Timed timed) {
      return ended(timed, detail);
    }
    return "event '" + subject + "'";
  }

  private static String ended(Timed timed, int detail) {
    return switch (timed) {
      case Op<?> op ->
          "operation '" + op.name() + "' of " + op.owner().name() + " ended "
              + Status.values()[detail];
      case Timer timer -> "timer of " + timer.owner().name() + ": " + timer.what();
      case Retry retry -> retry.owner().name() + ": " + retry.what();
    };
  }

  private static <T extends Task<T>> String fired(Task<T> task, int path) {
    Decision.Leaf<T> leaf = task.rules().leaf(path);
    return task.name() + " fired " + leaf.row().name() + " at "
        + leaf.cube().show(task.rules().clauses().all());
  }

  private static <T extends Task<T>> String wakes(Rules<T> rules, Decision.Leaf<T> leaf) {
    var names = new ArrayList<String>();
    List<String> inputs = rules.clauses().inputs();
    for (int bit = 0; bit < inputs.size(); bit++) {
      if ((leaf.wakeMask() >>> bit & 1) != 0) {
        names.add(inputs.get(bit));
      }
    }
    return names.isEmpty() ? "nothing; this goal is for good" : String.join(", ", names);
  }

  /// The tasks whose statements the row of a sleeping task rests on.
  private static List<Task<?>> waitsFor(Task<?> task) {
    Decision.Leaf<?> leaf = task.record().leaf();
    return leaf == null || leaf.row().kind() != Row.Kind.WAITS
        ? List.of() : task.peers(leaf.wakeMask());
  }

  private static Optional<List<String>> cycle(Task<?> start) {
    var path = new ArrayList<Task<?>>(List.of(start));
    return closes(start, path)
        ? Optional.of(path.stream().map(Task::name).toList()) : Optional.empty();
  }

  private static boolean closes(Task<?> start, List<Task<?>> path) {
    for (Task<?> next : waitsFor(path.getLast())) {
      if (next == start) {
        path.add(start);
        return true;
      }
      if (!path.contains(next) && path.size() < CHAIN_MAX) {
        path.add(next);
        if (closes(start, path)) {
          return true;
        }
        path.removeLast();
      }
    }
    return false;
  }

  private static String words(Row.Kind kind) {
    return switch (kind) {
      case RULE -> "fires";
      case WAITS -> "waits";
      case GOAL -> "at goal";
    };
  }

  private static String millis(long nanos) {
    return String.format("%.1f ms", nanos / NANOS_PER_MILLI);
  }
}
