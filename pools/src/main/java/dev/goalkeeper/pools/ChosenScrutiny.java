package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Holds every firing back until it is chosen, and lets tasks go to sleep as soon as they would.
final class ChosenScrutiny implements Scrutiny {
  /// Enough to tell what led to the last firing; a checker makes a pool for each path that it
  /// takes, and most of the cost of making one would be its trace.
  private static final int TRACE_ENTRIES = 64;

  private final ChosenWorld.Director director;
  private final Map<ActiveQueue, List<Task<?>>> candidates = new LinkedHashMap<>();
  private @Nullable Task<?> chosen;
  private boolean looks;

  ChosenScrutiny(ChosenWorld.Director director) {
    this.director = director;
  }

  void hold() {
    chosen = null;
  }

  void release(Task<?> task) {
    chosen = task;
  }

  /// A new round: nobody is known to be about to fire.
  void begin() {
    candidates.clear();
  }

  void look(boolean all) {
    looks = all;
  }

  /// Who was found about to fire in this round.
  List<Task<?>> candidates() {
    List<Task<?>> all = new ArrayList<>();
    candidates.values().forEach(all::addAll);
    return all;
  }

  @Override
  public boolean strict() {
    return true;
  }

  @Override
  public int pick(ActiveQueue active, RandomGenerator random) {
    List<Task<?>> held = new ArrayList<>(active.size());
    for (int place = 0; place < active.size(); place++) {
      Task<?> task = active.get(place);
      if (task == chosen) {
        chosen = null;
        return place;
      }
      if (!acts(task)) {
        return place;
      }
      held.add(task);
    }
    candidates.put(active, held);
    return -1;
  }

  @Override
  public void firing(Pool pool, Task<?> task, Row<?> row) {
    director.firing(task, row);
  }

  @Override
  public void fired(Pool pool, Task<?> task, Row<?> row) {}

  @Override
  public boolean muted(Row<?> row, Task<?> task) {
    return false;
  }

  @Override
  public int share() {
    return looks ? Integer.MAX_VALUE : 0;
  }

  @Override
  public int traceEntries() {
    return TRACE_ENTRIES;
  }

  @Override
  public boolean threw(@Nullable Task<?> task, Throwable thrown) {
    director.threw(task == null ? "an event" : task.called(), thrown);
    return true;
  }

  /// Whether a step of the task is more than going to sleep: it fires, or it queues for a permit,
  /// and others may be behind it then. One that throws does so by its own step.
  private static <T extends Task<T>> boolean acts(Task<T> task) {
    if (task.record().phase() != TaskRecord.Phase.ACTIVE) {
      return false;
    }
    try {
      Decision.Leaf<T> leaf = task.rules().decide(task.typed());
      return leaf.row().kind() == Row.Kind.RULE || task.queuesAt(leaf);
    } catch (RuntimeException | Error thrown) {
      return false;
    }
  }
}
