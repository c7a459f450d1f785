package dev.goalkeeper.store.log;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One page of a [HashIndex]: an open-addressed table of fixed size with linear probing.
///
/// A slot is two longs, mixed hash and reference; reference 0 is a free slot. The places of all
/// hashes of a page agree in their upper `depth` bits ([Spiral]); the slot is taken from the lowest
/// bits of the hash. Removal shifts back what was probed past the hole, so there are no markers and
/// look-ups stay short for ever.
final class IndexPage {
  static final int SLOTS = 4096;
  static final int BYTES = SLOTS * 2 * Long.BYTES;

  /// At four fifths full an unsuccessful probe looks at thirteen slots on average.
  static final int USED_MAX = SLOTS / 5 * 4;

  /// What [#find] answers when there is no such entry.
  static final int ABSENT = -1;

  private static final int MASK = SLOTS - 1;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private final MemorySegment slots;
  private final int depth;
  private int used;

  IndexPage(MemorySegment slots, int depth) {
    this.slots = slots.fill((byte) 0);
    this.depth = depth;
  }

  int depth() {
    return depth;
  }

  int used() {
    return used;
  }

  boolean full() {
    return used >= USED_MAX;
  }

  MemorySegment slots() {
    return slots;
  }

  long hash(int slot) {
    return slots.getAtIndex(LONG, 2L * slot);
  }

  long reference(int slot) {
    return slots.getAtIndex(LONG, 2L * slot + 1);
  }

  /// The slot that holds that very reference, or [#ABSENT].
  int find(long hash, long reference) {
    int slot = (int) hash & MASK;
    long found = reference(slot);
    while (found != reference && found != EntryReference.NONE) {
      slot = slot + 1 & MASK;
      found = reference(slot);
    }
    return found == reference ? slot : ABSENT;
  }

  /// The slot of the entry with that hash which the caller knows as the one it means.
  int find(long hash, HashIndex.Candidate candidate) {
    int slot = (int) hash & MASK;
    while (true) {
      long reference = reference(slot);
      if (reference == EntryReference.NONE) {
        return ABSENT;
      }
      if (hash(slot) == hash && candidate.matches(reference)) {
        return slot;
      }
      slot = slot + 1 & MASK;
    }
  }

  void replace(int slot, long reference) {
    slots.setAtIndex(LONG, 2L * slot + 1, reference);
  }

  void add(long hash, long reference) {
    int slot = (int) hash & MASK;
    while (reference(slot) != EntryReference.NONE) {
      slot = slot + 1 & MASK;
    }
    set(slot, hash, reference);
    used++;
  }

  void remove(int slot) {
    int hole = slot;
    int probe = slot + 1 & MASK;
    while (reference(probe) != EntryReference.NONE) {
      if (mayMove(probe, hole)) {
        set(hole, hash(probe), reference(probe));
        hole = probe;
      }
      probe = probe + 1 & MASK;
    }
    set(hole, 0, EntryReference.NONE);
    used--;
  }

  /// An entry may move back into the hole unless its home lies after the hole.
  private boolean mayMove(int probe, int hole) {
    int home = (int) hash(probe) & MASK;
    return (probe - home & MASK) >= (probe - hole & MASK);
  }

  private void set(int slot, long hash, long reference) {
    slots.setAtIndex(LONG, 2L * slot, hash);
    slots.setAtIndex(LONG, 2L * slot + 1, reference);
  }
}
