package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tasks of a pool, each at a slot that it knows, and how often each rule of their tables
/// fired.
final class Roster {
  private final List<Task<?>> tasks = new ArrayList<>();
  private final Map<Rules<?>, long[]> firings = new LinkedHashMap<>();
  private int idsGiven;

  void enlist(Task<?> task) {
    TaskRecord record = task.record();
    record.id(++idsGiven);
    record.slot(tasks.size());
    record.firings(
        firings.computeIfAbsent(task.rules(), rules -> new long[rules.rows().size()]));
    tasks.add(task);
  }

  /// Takes a task out; the last takes its slot.
  void strike(Task<?> task) {
    Task<?> last = tasks.removeLast();
    if (last != task) {
      int slot = task.record().slot();
      tasks.set(slot, last);
      last.record().slot(slot);
    }
  }

  Optional<Task<?>> find(String name) {
    return tasks.stream().filter(task -> task.name().equals(name)).findFirst();
  }

  /// A view that follows.
  List<Task<?>> tasks() {
    return Collections.unmodifiableList(tasks);
  }

  Map<Rules<?>, long[]> firings() {
    return firings;
  }
}
