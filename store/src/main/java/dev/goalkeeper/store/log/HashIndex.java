package dev.goalkeeper.store.log;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The index of a tablet, off heap: from the 64-bit hash of a key to the [EntryReference] of its
/// newest entry. Sixteen bytes a slot; keys stay in the log, and the caller compares them there.
///
/// **No long pause.** This is extendible hashing: the upper bits of the hash choose a page through
/// a directory, and a page that is full splits into two, alone. Growing never costs more than one
/// such split (4,096 slots, tens of microseconds), however many objects there are. A table that
/// doubles would stop the loop for as long as it takes to clear and fill the larger one.
///
/// The hash is mixed first, because the hashes of one tablet share their upper bits. And pages have
/// unequal shares of all hashes ([Spiral]), so that they split at different times: an index of many
/// pages takes about thirty bytes an entry, at any time.
///
/// As with [Log#reserve], [#reserve] makes room and says in a value when it cannot.
public final class HashIndex implements AutoCloseable {
  /// Splits end here: 2^24 pages hold 40 billion entries, so a page that still does not split is
  /// full of equal hashes. It then refuses further ones.
  private static final int DEPTH_MAX = 24;

  private final SegmentMemory pageMemory;
  private IndexPage[] directory;
  private int depth;
  private long size;

  /// Whether the entry at a reference is the one that the caller means; only asked where hashes are
  /// equal.
  @FunctionalInterface
  public interface Candidate {
    boolean matches(long reference);
  }

  /// Off-heap memory for the pages of any number of indexes, up to a limit.
  public static SegmentMemory pages(long limitBytes) {
    return new SegmentMemory(IndexPage.BYTES, limitBytes);
  }

  /// An empty index; it takes its pages from memory made by [#pages] and needs one at once.
  public HashIndex(SegmentMemory pageMemory) {
    this.pageMemory = pageMemory;
    MemorySegment first =
        pageMemory
            .take()
            .orElseThrow(() -> new IllegalStateException("no memory for an index's first page"));
    this.directory = new IndexPage[] {new IndexPage(first, 0)};
  }

  /// Entries in the index.
  public long size() {
    return size;
  }

  /// The reference of that entry, or [EntryReference#NONE].
  public long get(long hash, Candidate candidate) {
    long mixed = PositionSeed.mix(hash);
    IndexPage page = page(mixed);
    int slot = page.find(mixed, candidate);
    return slot == IndexPage.ABSENT ? EntryReference.NONE : page.reference(slot);
  }

  /// Makes room for one entry with that hash; false when the memory is at its limit.
  public boolean reserve(long hash) {
    long mixed = PositionSeed.mix(hash);
    IndexPage page = page(mixed);
    while (page.full()) {
      if (!split(mixed, page)) {
        return false;
      }
      page = page(mixed);
    }
    return true;
  }

  /// Enters a reference and returns the one that it takes the place of, or [EntryReference#NONE]. A
  /// new entry needs a [#reserve] before; replacing one does not.
  public long put(long hash, long reference, Candidate candidate) {
    if (reference == EntryReference.NONE) {
      throw new IllegalArgumentException("the index holds references to entries");
    }
    long mixed = PositionSeed.mix(hash);
    IndexPage page = page(mixed);
    int slot = page.find(mixed, candidate);
    if (slot != IndexPage.ABSENT) {
      long before = page.reference(slot);
      page.replace(slot, reference);
      return before;
    }
    if (page.full()) {
      throw new IllegalStateException("a new entry without a reservation");
    }
    page.add(mixed, reference);
    size++;
    return EntryReference.NONE;
  }

  /// Whether that very reference is in the index.
  public boolean holds(long hash, long reference) {
    long mixed = PositionSeed.mix(hash);
    return page(mixed).find(mixed, reference) != IndexPage.ABSENT;
  }

  /// The entry lies elsewhere from now on.
  ///
  /// @throws IllegalArgumentException if the index does not hold `from`
  public void move(long hash, long from, long to) {
    long mixed = PositionSeed.mix(hash);
    IndexPage page = page(mixed);
    int slot = page.find(mixed, from);
    if (slot == IndexPage.ABSENT) {
      throw new IllegalArgumentException("no entry of the index lies there");
    }
    page.replace(slot, to);
  }

  /// Removes that entry and returns its reference, or [EntryReference#NONE] if there is none.
  public long remove(long hash, Candidate candidate) {
    long mixed = PositionSeed.mix(hash);
    IndexPage page = page(mixed);
    int slot = page.find(mixed, candidate);
    if (slot == IndexPage.ABSENT) {
      return EntryReference.NONE;
    }
    long reference = page.reference(slot);
    page.remove(slot);
    size--;
    return reference;
  }

  /// All references, in an order that depends on the hashes alone.
  public void forEach(LongConsumer action) {
    for (int index = 0; index < directory.length; index += span(directory[index])) {
      IndexPage page = directory[index];
      for (int slot = 0; slot < IndexPage.SLOTS; slot++) {
        long reference = page.reference(slot);
        if (reference != EntryReference.NONE) {
          action.accept(reference);
        }
      }
    }
  }

  /// The entries of one page, from a place on: an entry's place is its mixed hash, unsigned. All
  /// masters have the same order, however their indexes have grown.
  ///
  /// @param from a place in the page
  /// @param entries gets them, in any order
  /// @return the first place after the page; 0 after the last page
  public long page(long from, List<Entry> entries) {
    IndexPage page = page(from);
    for (int slot = 0; slot < IndexPage.SLOTS; slot++) {
      long reference = page.reference(slot);
      if (reference != EntryReference.NONE
          && Long.compareUnsigned(page.hash(slot), from) >= 0) {
        entries.add(new Entry(page.hash(slot), reference));
      }
    }
    int below = Long.SIZE - page.depth();
    // Two shifts each time, because a shift by 64 would be a shift by 0.
    long end = ((Spiral.place(from) >>> 1 >>> (below - 1)) + 1) << 1 << (below - 1);
    return end == 0 ? 0 : Spiral.first(end);
  }

  /// An entry that lies in an index.
  public record Entry(long place, long reference) {
    /// The hash of its key.
    public long hash() {
      return PositionSeed.unmix(place);
    }
  }

  /// Gives the pages back. The index is not used after this.
  @Override
  public void close() {
    for (int index = 0; index < directory.length; index += span(directory[index])) {
      pageMemory.give(directory[index].slots());
    }
    directory = new IndexPage[0];
    size = 0;
  }

  private IndexPage page(long mixed) {
    return directory[directoryIndex(mixed)];
  }

  private int directoryIndex(long mixed) {
    // Two shifts, because a shift by 64 would be a shift by 0.
    return (int) (Spiral.place(mixed) >>> 1 >>> (Long.SIZE - 1 - depth));
  }

  /// How many places of the directory lead to that page.
  private int span(IndexPage page) {
    return 1 << (depth - page.depth());
  }

  private boolean split(long mixed, IndexPage page) {
    if (page.depth() == DEPTH_MAX) {
      return false;
    }
    Optional<MemorySegment> upperSlots = pageMemory.take();
    if (upperSlots.isEmpty()) {
      return false;
    }
    Optional<MemorySegment> lowerSlots = pageMemory.take();
    if (lowerSlots.isEmpty()) {
      pageMemory.give(upperSlots.get());
      return false;
    }
    if (page.depth() == depth) {
      doubleDirectory();
    }
    IndexPage lower = new IndexPage(lowerSlots.get(), page.depth() + 1);
    IndexPage upper = new IndexPage(upperSlots.get(), page.depth() + 1);
    distribute(page, lower, upper);
    int span = span(page);
    int from = directoryIndex(mixed) / span * span;
    Arrays.fill(directory, from, from + span / 2, lower);
    Arrays.fill(directory, from + span / 2, from + span, upper);
    pageMemory.give(page.slots());
    return true;
  }

  private static void distribute(IndexPage page, IndexPage lower, IndexPage upper) {
    int bit = Long.SIZE - 1 - page.depth();
    for (int slot = 0; slot < IndexPage.SLOTS; slot++) {
      long reference = page.reference(slot);
      if (reference != EntryReference.NONE) {
        long hash = page.hash(slot);
        ((Spiral.place(hash) >>> bit & 1) == 0 ? lower : upper).add(hash, reference);
      }
    }
  }

  private void doubleDirectory() {
    IndexPage[] doubled = new IndexPage[directory.length * 2];
    for (int index = 0; index < doubled.length; index++) {
      doubled[index] = directory[index / 2];
    }
    directory = doubled;
    depth++;
  }
}
