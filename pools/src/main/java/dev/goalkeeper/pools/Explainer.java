package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    return new Snapshot(task.called(), row, task.record().atGoal(), task.state(), now);
  }

  /// For other threads, of a task whose state only its own may read.
  static Snapshot unseen(Task<?> task, long now) {
    return new Snapshot(task.getClass().getSimpleName(), "-", false, "", now);
  }

  static <T extends Task<T>> String explain(Task<T> task, long now) {
    T self = task.typed();
    Rules<T> rules = task.rules();
    Decision.Leaf<T> leaf = rules.decide(self);
    Row<T> row = leaf.row();
    var text = new StringBuilder();
    text.append(task.called()).append(" is in ").append(rules.name()).append(' ').append(row.name())
        .append(" (").append(words(row.kind())).append("), ")
        .append(millis(now - task.record().sinceNanos())).append('\n');
    text.append("  row    ").append(row.conditionText()).append('\n');
    text.append("  state  ").append(rules.values(self)).append('\n');
    if (row.kind() != Row.Kind.RULE) {
      text.append("  would change it: ").append(wakes(rules, leaf)).append('\n');
    }
    text.append(quarantine(task)).append(inbox(task));
    List<Task<?>> peers = waitsFor(task);
    for (Task<?> peer : peers.subList(0, Math.min(peers.size(), CHAIN_MAX))) {
      text.append("  looks at ").append(peer.called()).append('\n');
    }
    if (peers.size() > CHAIN_MAX) {
      text.append("  and at ").append(peers.size() - CHAIN_MAX).append(" more\n");
    }
    cycle(task).ifPresent(
        names -> text.append("  cycle of waits: ").append(String.join(" -> ", names)).append('\n'));
    return text.toString();
  }

  /// Like [#explain], for a task whose clauses may throw.
  static String safely(Task<?> task, long now) {
    try {
      return explain(task, now);
    } catch (RuntimeException | Error thrown) { // described because something threw
      return task.called() + ": its clauses throw " + thrown + "\n" + quarantine(task);
    }
  }

  private static String quarantine(Task<?> task) {
    return task.record().phase() == TaskRecord.Phase.QUARANTINED
        ? "  quarantined: " + task.record().quarantine() + "; it is tried again\n" : "";
  }

  /// How much of what others brought has not been let in yet, if that is much: what the task waits
  /// for may be among it.
  private static String inbox(Task<?> task) {
    Pool pool = task.poolOrNone();
    if (pool == null) {
      return "";
    }
    Inbox inbox = pool.inbox();
    boolean much = inbox.refused() > 0 || inbox.waiting() > inbox.bound() / 2;
    return much ? "  inbox of the pool: " + inbox + "\n" : "";
  }

  static String why(Task<?> task, Trace trace) {
    List<Recent.Firing> firings = task.record().recent().newestFirst(task);
    if (firings.isEmpty()) {
      return task.called() + " has not fired yet\n";
    }
    var text = new StringBuilder();
    Recent.Firing newest = firings.getFirst();
    text.append(describe(trace, newest.entry())).append('\n');
    Optional<Trace.Entry> cause = trace.find(newest.entry().cause());
    if (cause.isEmpty() && newest.causeSubject() != null) {
      text.append("  because ").append(word(newest.causeSubject(), newest.causeDetail()))
          .append("; what led to it is older than the trace\n");
    }
    for (int depth = 0; cause.isPresent() && depth < CHAIN_MAX; depth++) {
      text.append("  because ").append(describe(trace, cause.get())).append('\n');
      cause = trace.find(cause.get().cause());
    }
    text.append("earlier firings of ").append(task.called()).append(":\n");
    firings.stream().skip(1)
        .forEach(firing -> text.append("  ").append(describe(trace, firing.entry())).append('\n'));
    return text.toString();
  }

  /// One entry in words; empty if the trace has lost it, or there is none.
  static String cause(Trace trace, long sequence) {
    return trace.find(sequence).map(entry -> word(entry.subject(), entry.detail())).orElse("");
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

  private static String describe(Trace trace, Trace.Entry entry) {
    return String.format(
        Locale.ROOT,
        "%.3f ms  #%d  %s",
        (entry.timeNanos() - trace.begunNanos()) / NANOS_PER_MILLI,
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
          "operation '" + op.name() + "' of " + op.owner().called() + " ended "
              + Status.values()[detail];
      case Timer timer -> "timer of " + timer.owner().called() + ": " + timer.what();
      case Retry retry -> retry.owner().called() + ": " + retry.what();
    };
  }

  private static <T extends Task<T>> String fired(Task<T> task, int path) {
    Decision.Leaf<T> leaf = task.rules().leaf(path);
    return task.called() + " fired " + leaf.row().name() + " at "
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
    return closes(path, new HashSet<>())
        ? Optional.of(path.stream().map(Task::called).toList()) : Optional.empty();
  }

  /// Extends the path to one that ends where it began. What was looked at once, in vain, is not
  /// looked at again: members of large groups wait for each other.
  private static boolean closes(List<Task<?>> path, Set<Task<?>> seen) {
    for (Task<?> next : waitsFor(path.getLast())) {
      path.add(next);
      if (next == path.getFirst()) {
        return true;
      }
      if (seen.add(next) && path.size() <= CHAIN_MAX && closes(path, seen)) {
        return true;
      }
      path.removeLast();
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
    return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI);
  }
}
