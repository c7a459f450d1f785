package dev.goalkeeper.clustersim.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Records operations as clients begin and end them. Moments are counted: each begin and each end
/// is a moment of its own, so that what ended before something began is known to have done so.
///
/// Threads: one, or any under one lock.
public final class History implements Witness {
  private final Map<String, List<Entry>> keys = new LinkedHashMap<>();
  private long moments;
  private long operations;

  /// An operation under way.
  private final class Entry implements Question {
    private final String key;
    private final int process;
    private final Action action;
    private final long begun;
    private long ended = Operation.NEVER;
    private Answer answer = Answer.UNKNOWN;

    private Entry(String key, int process, Action action, long begun) {
      this.key = key;
      this.process = process;
      this.action = action;
      this.begun = begun;
    }

    @Override
    public void end(Answer told) {
      if (!(answer instanceof Answer.Unknown)) {
        throw new IllegalStateException(operation() + " ends twice, now with " + told);
      }
      answer = told;
      ended = told instanceof Answer.Unknown ? Operation.NEVER : ++moments;
    }

    private Operation operation() {
      return new Operation(key, process, action, begun, ended, answer);
    }
  }

  @Override
  public Question begin(String key, int process, Action action) {
    var entry = new Entry(key, process, action, ++moments);
    keys.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
    operations++;
    return entry;
  }

  /// How many there are, ended or not.
  public long operations() {
    return operations;
  }

  /// What there is now of each key, as it began.
  public Map<String, List<Operation>> byKey() {
    var all = new LinkedHashMap<String, List<Operation>>();
    keys.forEach((key, entries) ->
        all.put(key, entries.stream().map(Entry::operation).toList()));
    return all;
  }
}
