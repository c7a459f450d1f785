package dev.goalkeeper.store.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts what of each segment in memory is still needed: the objects that an index points at, and
/// the tombstones of which the segment that they bury into is still there.
///
/// It is exact, for a few instructions whenever an entry comes or goes: for each segment it knows
/// how many bytes of tombstones bury into each other one, so that they are dead at the moment in
/// which that one is gone. Segments are known by their slots, of which there are as many as fit
/// into the memory.
final class LiveBytes {
  private final int[] objects;
  private final int[] tombstones;
  private final int[] results;
  private final int[] unused;

  /// By the slot of the segment that holds tombstones, then by that of the one they bury into.
  private final int[] @Nullable [] burials;
  private long allObjects;
  private long allUnused;

  LiveBytes(int slots) {
    objects = new int[slots];
    tombstones = new int[slots];
    results = new int[slots];
    unused = new int[slots];
    burials = new int[slots] @Nullable [];
  }

  int of(int slot) {
    return objects[slot] + tombstones[slot] + results[slot];
  }

  int objectsOf(int slot) {
    return objects[slot];
  }

  long allObjects() {
    return allObjects;
  }

  long allUnused() {
    return allUnused;
  }

  /// A segment was closed with so many bytes free, for which nothing was small enough.
  void unused(int slot, int bytes) {
    allUnused += bytes - unused[slot];
    unused[slot] = bytes;
  }

  /// An object has come, or has gone if the bytes are negative.
  void object(int slot, int bytes) {
    objects[slot] += bytes;
    allObjects += bytes;
  }

  /// A tombstone has come, or has gone if the bytes are negative.
  void tombstone(int slot, int buriedIn, int bytes) {
    int[] row = burials[slot];
    if (row == null) {
      row = new int[burials.length];
      burials[slot] = row;
    }
    row[buriedIn] += bytes;
    tombstones[slot] += bytes;
  }

  /// A mutation's result has come, or has gone if the bytes are negative.
  void result(int slot, int bytes) {
    results[slot] += bytes;
  }

  /// The segment is gone, and nothing can bring back what it held.
  void freed(int slot) {
    for (int holder = 0; holder < burials.length; holder++) {
      int[] row = burials[holder];
      if (row != null) {
        tombstones[holder] -= row[slot];
        row[slot] = 0;
      }
    }
    int[] own = burials[slot];
    if (own != null) {
      Arrays.fill(own, 0);
    }
    allObjects -= objects[slot];
    objects[slot] = 0;
    tombstones[slot] = 0;
    results[slot] = 0;
    unused(slot, 0);
  }
}
