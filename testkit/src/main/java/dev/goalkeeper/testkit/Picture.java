package dev.goalkeeper.testkit;

import java.util.Arrays;

/// A state as it was read: a tree of words for the whole, and one for each thing that has a name.
///
/// Nodes lie in the order in which they were met, each before what it holds. A *name* stands for a
/// task, an operation, an object or a symmetric id; what it means is a tree of its own, or nothing.
final class Picture {
  /// A word by itself.
  static final byte WORD = 0;

  /// A word of which only the order among all of its family counts.
  static final byte COUNTER = 1;

  /// Stands for something that has a name.
  static final byte NAME = 2;

  /// Holds others, in an order that counts.
  static final byte LIST = 3;

  /// Holds others in no order.
  static final byte BAG = 4;

  private static final int CAPACITY_FIRST = 512;
  private static final int NONE = -1;

  private byte[] kinds = new byte[CAPACITY_FIRST];
  private long[] words = new long[CAPACITY_FIRST];
  private int[] ends = new int[CAPACITY_FIRST];
  private int size;
  private int[] meanings = new int[CAPACITY_FIRST];
  private int names;

  /// Empties it.
  void clear() {
    size = 0;
    names = 0;
  }

  int size() {
    return size;
  }

  int names() {
    return names;
  }

  byte kind(int node) {
    return kinds[node];
  }

  /// The word of a node; of a name its number, of a counter its value and then its rank.
  long word(int node) {
    return words[node];
  }

  /// The node after a node and all that it holds.
  int end(int node) {
    return ends[node];
  }

  /// The tree of a name's meaning; below zero if it has none.
  int meaning(int name) {
    return meanings[name];
  }

  /// A word by itself.
  void put(long word) {
    int node = add(WORD, word);
    ends[node] = size;
  }

  /// @param family above zero
  void counter(int family, long value) {
    int node = add(COUNTER, value);
    ends[node] = -family;
  }

  void name(int name) {
    int node = add(NAME, name);
    ends[node] = size;
  }

  /// A new name, without a meaning yet.
  int newName() {
    if (names == meanings.length) {
      meanings = Arrays.copyOf(meanings, names * 2);
    }
    meanings[names] = NONE;
    return names++;
  }

  /// What comes next is the tree of that name's meaning.
  void means(int name) {
    meanings[name] = size;
  }

  /// Begins a list or a bag; what comes is in it until it ends.
  int begin(byte kind) {
    return add(kind, 0);
  }

  void end(int node, int held) {
    words[node] = held;
    ends[node] = size;
  }

  /// Replaces the counters of each family by their ranks.
  void rank(int families) {
    for (int family = 1; family <= families; family++) {
      long[] values = new long[size];
      int count = 0;
      for (int node = 0; node < size; node++) {
        if (kinds[node] == COUNTER && ends[node] == -family) {
          values[count++] = words[node];
        }
      }
      if (count > 0) {
        replace(family, Arrays.stream(values, 0, count).sorted().distinct().toArray());
      }
    }
  }

  private void replace(int family, long[] sorted) {
    for (int node = 0; node < size; node++) {
      if (kinds[node] == COUNTER && ends[node] == -family) {
        words[node] = Arrays.binarySearch(sorted, words[node]);
        kinds[node] = WORD;
        ends[node] = node + 1;
      }
    }
  }

  private int add(byte kind, long word) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, size * 2);
      words = Arrays.copyOf(words, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    kinds[size] = kind;
    words[size] = word;
    return size++;
  }
}
