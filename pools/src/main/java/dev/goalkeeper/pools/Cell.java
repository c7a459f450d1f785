package dev.goalkeeper.pools;

import java.util.Arrays;

/// State that others write: an event, a neighbour's action, a membership list. Setting it wakes the
/// tasks that declared it as a source of change. For the pool's thread only.
///
/// @param <V> an immutable value; compared with `equals`
public final class Cell<V> implements Kept {
  private V value;
  private Task<?>[] tasks = new Task<?>[0];
  private int[] bits = new int[0];

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
    for (Task<?> task : tasks) {
      task.assertThread();
    }
    value = next;
    for (int i = 0; i < tasks.length; i++) {
      tasks[i].sourceChanged(bits[i]);
    }
  }

  void attach(Task<?> task, int bit) {
    tasks = Arrays.copyOf(tasks, tasks.length + 1);
    bits = Arrays.copyOf(bits, bits.length + 1);
    tasks[tasks.length - 1] = task;
    bits[bits.length - 1] = bit;
  }

  void detach(Task<?> task) {
    int kept = 0;
    for (int i = 0; i < tasks.length; i++) {
      if (tasks[i] != task) {
        tasks[kept] = tasks[i];
        bits[kept++] = bits[i];
      }
    }
    tasks = Arrays.copyOf(tasks, kept);
    bits = Arrays.copyOf(bits, kept);
  }
}
