package dev.goalkeeper.testkit;

import java.util.Arrays;

/// The states seen, by fingerprint, each with a number in the order in which it was found.
final class StateTable {
  private static final int CAPACITY_FIRST = 1 << 12;

  private long[] words = new long[2 * CAPACITY_FIRST];
  private int[] numbers = new int[CAPACITY_FIRST];
  private int size;

  StateTable() {
    Arrays.fill(numbers, -1);
  }

  int size() {
    return size;
  }

  /// The number of a state; that of the next new one if it was not seen before, and it is then.
  int number(long[] fingerprint) {
    if (2 * size >= numbers.length) {
      grow();
    }
    int slot = slot(fingerprint[0], fingerprint[1]);
    if (numbers[slot] < 0) {
      put(slot, fingerprint[0], fingerprint[1], size++);
    }
    return numbers[slot];
  }

  private void put(int slot, long one, long two, int number) {
    words[2 * slot] = one;
    words[2 * slot + 1] = two;
    numbers[slot] = number;
  }

  private int slot(long one, long two) {
    int slot = (int) one & numbers.length - 1;
    while (numbers[slot] >= 0 && (words[2 * slot] != one || words[2 * slot + 1] != two)) {
      slot = slot + 1 & numbers.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] before = words;
    int[] known = numbers;
    words = new long[before.length * 2];
    numbers = new int[known.length * 2];
    Arrays.fill(numbers, -1);
    for (int i = 0; i < known.length; i++) {
      if (known[i] >= 0) {
        put(slot(before[2 * i], before[2 * i + 1]), before[2 * i], before[2 * i + 1], known[i]);
      }
    }
  }
}
