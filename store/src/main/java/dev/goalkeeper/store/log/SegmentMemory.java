package dev.goalkeeper.store.log;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Off-heap memory in slices of one size, up to a limit: for segments of a log, or pages of an
/// index.
///
/// Slices come from one shared arena and are recycled: closing an arena stops every thread of the
/// process for a moment, so it happens once, at the end. A shared arena also does not count against
/// `-XX:MaxDirectMemorySize`. A slice holds whatever was in it before.
public final class SegmentMemory implements AutoCloseable {
  private static final long PAGE_BYTES = 4096;

  private final Arena arena = Arena.ofShared();
  private final Deque<MemorySegment> free = new ArrayDeque<>();
  private final SegmentAllocator slices;
  private final int sliceBytes;
  private final int slicesMax;
  private int allocated;

  /// At most `limitBytes`, in slices of `sliceBytes` each; a rest smaller than a slice is not used.
  public SegmentMemory(int sliceBytes, long limitBytes) {
    this.slices = arena;
    this.sliceBytes = sliceBytes;
    this.slicesMax = slicesMax(sliceBytes, limitBytes);
  }

  /// The same from elsewhere, where it also ends: for simulations, in which many logs live for a
  /// moment each.
  public SegmentMemory(int sliceBytes, long limitBytes, SegmentAllocator elsewhere) {
    this.slices = elsewhere;
    this.sliceBytes = sliceBytes;
    this.slicesMax = slicesMax(sliceBytes, limitBytes);
  }

  private static int slicesMax(int sliceBytes, long limitBytes) {
    if (sliceBytes <= 0) {
      throw new IllegalArgumentException("slices of " + sliceBytes + " bytes");
    }
    if (limitBytes < sliceBytes) {
      throw new IllegalArgumentException(
          "a limit of " + limitBytes + " bytes is less than one slice of " + sliceBytes);
    }
    return (int) Math.min(limitBytes / sliceBytes, Integer.MAX_VALUE);
  }

  public int sliceBytes() {
    return sliceBytes;
  }

  /// How many slices there can be.
  public int slicesMax() {
    return slicesMax;
  }

  /// How many slices are taken now.
  public int slicesTaken() {
    return allocated - free.size();
  }

  /// A slice, or nothing when the limit is reached or the machine has no more.
  public Optional<MemorySegment> take() {
    MemorySegment recycled = free.pollLast();
    if (recycled != null) {
      return Optional.of(recycled);
    }
    return allocated == slicesMax ? Optional.empty() : allocate();
  }

  /// Gives back a slice that [#take] gave out and nobody reads any more.
  public void give(MemorySegment slice) {
    if (slice.byteSize() != sliceBytes || slicesTaken() == 0) {
      throw new IllegalArgumentException("not a slice of this memory: " + slice);
    }
    free.addLast(slice);
  }

  /// After this no slice can be read: reading one throws.
  @Override
  public void close() {
    arena.close();
  }

  private Optional<MemorySegment> allocate() {
    try {
      MemorySegment slice = slices.allocate(sliceBytes, Math.min(PAGE_BYTES, sliceAlignment()));
      allocated++;
      return Optional.of(slice);
    } catch (OutOfMemoryError refusedBySystem) {
      // The system has no more native memory; the heap is untouched, and callers expect "full".
      return Optional.empty();
    }
  }

  private long sliceAlignment() {
    return Integer.lowestOneBit(sliceBytes);
  }
}
