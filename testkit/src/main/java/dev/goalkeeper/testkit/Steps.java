package dev.goalkeeper.testkit;

import java.util.ArrayList;
import java.util.Arrays;

/// The steps between states, as they were found: from where to where, and of which kind.
final class Steps {
  private static final int CAPACITY_FIRST = 1 << 12;

  private int[] from = new int[CAPACITY_FIRST];
  private int[] to = new int[CAPACITY_FIRST];
  private byte[] kinds = new byte[CAPACITY_FIRST];
  private int size;

  int size() {
    return size;
  }

  void add(int source, int target, Choice.Kind kind) {
    if (size == from.length) {
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
    }
    from[size] = source;
    to[size] = target;
    kinds[size++] = (byte) kind.ordinal();
  }

  /// Marks each state from which steps that need no luck lead to a marked one.
  void spreadBack(boolean[] marked) {
    int[] begins = new int[marked.length + 1];
    for (int i = 0; i < size; i++) {
      begins[to[i] + 1]++;
    }
    for (int i = 0; i < marked.length; i++) {
      begins[i + 1] += begins[i];
    }
    int[] incoming = new int[size];
    int[] filled = Arrays.copyOf(begins, marked.length);
    for (int i = 0; i < size; i++) {
      incoming[filled[to[i]]++] = i;
    }
    int[] work = new int[marked.length];
    int left = 0;
    for (int state = 0; state < marked.length; state++) {
      if (marked[state]) {
        work[left++] = state;
      }
    }
    while (left > 0) {
      int reached = work[--left];
      for (int i = begins[reached]; i < begins[reached + 1]; i++) {
        int source = from[incoming[i]];
        if (kinds[incoming[i]] != Choice.Kind.MAY_COME.ordinal() && !marked[source]) {
          marked[source] = true;
          work[left++] = source;
        }
      }
    }
  }

  /// The first state from which firings alone lead back to it, or -1.
  int circle(int states) {
    var firing = new ArrayList<int[]>();
    for (int i = 0; i < size; i++) {
      if (kinds[i] == Choice.Kind.FIRES.ordinal()) {
        firing.add(new int[] {from[i], to[i]});
      }
    }
    int[] out = new int[states];
    firing.forEach(step -> out[step[0]]++);
    boolean shrunk = true;
    while (shrunk) { // what leads nowhere is in no circle
      int before = firing.size();
      firing.removeIf(step -> out[step[1]] == 0 && --out[step[0]] >= 0);
      shrunk = firing.size() < before;
    }
    return firing.stream().mapToInt(step -> step[0]).min().orElse(-1);
  }
}
