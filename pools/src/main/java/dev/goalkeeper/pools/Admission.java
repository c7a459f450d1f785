package dev.goalkeeper.pools;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who may join a pool, and in which lane.
final class Admission {
  private final Pool pool;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();

  Admission(Pool pool) {
    this.pool = pool;
    lanes.put(Lane.STANDARD.name(), Lane.STANDARD);
  }

  /// Throws unless the task may join: all that it declares is made, its neighbours are in no other
  /// pool, and it was in none itself. Gives it its lane.
  void admit(Task<?> task) {
    if (task.record().phase() != TaskRecord.Phase.NEW) {
      throw new IllegalStateException(
          task.called() + " was added before; a task joins one pool, once. Make a new task.");
    }
    @Nullable Kept[] sources = task.sources();
    List<String> declared = task.rules().clauses().inputs();
    for (int bit = 0; bit < declared.size(); bit++) {
      if (bit >= sources.length || sources[bit] == null) {
        throw new IllegalStateException(
            task.name() + " declares '" + declared.get(bit) + "' and never makes it");
      }
    }
    Lane lane = lane(task);
    for (Kept source : sources) {
      if (source instanceof Link<?> link) {
        link.target().ifPresent(peer -> peer.assertIn(pool));
      } else if (source instanceof Permit permit) {
        permit.join(pool);
      }
    }
    task.linksHere().forEach(link -> link.owner().assertIn(pool));
    lanes.put(lane.name(), lane);
    task.joins(lane);
  }

  /// The lane that the task names, as the pool knows it.
  private Lane lane(Task<?> task) {
    Lane named = task.lane();
    Lane known = lanes.getOrDefault(named.name(), named);
    if (!known.equals(named)) {
      throw new IllegalArgumentException(
          task.name() + " names " + named + ", and pool " + pool.name() + " has " + known
              + "; a lane has one weight");
    }
    if (known == named && !lanes.containsKey(named.name()) && lanes.size() == Lane.LANES_MAX) {
      throw new IllegalArgumentException(
          task.name() + " names " + named + ", and pool " + pool.name() + " has "
              + Lane.LANES_MAX + " lanes already: " + lanes.keySet());
    }
    return known;
  }
}
