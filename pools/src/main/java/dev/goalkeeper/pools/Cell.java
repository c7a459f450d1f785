package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// State that others write: an event, a neighbour's action, a membership list. Setting it wakes the
/// tasks that declared it as a source of change. For the pool's thread only.
///
/// @param <V> an immutable value; compared with `equals`
public final class Cell<V> implements Kept {
  private V value;
  private final List<Task<?>> tasks = new ArrayList<>(1);
  private int[] bits = new int[1];

  /// A cell that belongs to no task; tasks attach to it with [Task#watch].
  public Cell(V initial) {
    value = initial;
  }

  /// The value.
  public V get() {
    return value;
  }

  /// Sets the value. Setting the same value again does nothing.
  public void set(V next) {
    if (value.equals(next)) {
      return;
    }
    for (int i = 0; i < tasks.size(); i++) {
      tasks.get(i).assertThread();
    }
    value = next;
    for (int i = 0; i < tasks.size(); i++) {
      tasks.get(i).sourceChanged(bits[i]);
    }
  }

  void attach(Task<?> task, int bit) {
    if (tasks.size() == bits.length) {
      bits = Arrays.copyOf(bits, bits.length * 2);
    }
    bits[tasks.size()] = bit;
    tasks.add(task);
  }

  /// Order is kept: who wakes first must not depend on who left.
  void detach(Task<?> task) {
    int kept = 0;
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i) != task) {
        tasks.set(kept, tasks.get(i));
        bits[kept++] = bits[i];
      }
    }
    tasks.subList(kept, tasks.size()).clear();
  }
}
