package dev.goalkeeper.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashIndexTest {
  private static final HashIndex.Candidate ANY = reference -> true;
  private static final HashIndex.Candidate OTHER = reference -> false;
  private static final long LIMIT = 64L << 20;

  private final SegmentMemory pages = HashIndex.pages(LIMIT);

  @AfterEach
  void close() {
    pages.close();
  }

  /// A hundred thousand random steps against a map, over a few thousand keys and many splits.
  @Test
  void behavesAsAMap() {
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      Map<Long, Long> model = new HashMap<>();
      HashIndex index = new HashIndex(pages);
      for (int step = 1; step <= 100_000; step++) {
        long key = random.nextInt(20_000);
        step(index, model, key, random.nextInt(3) == 0 ? 0 : step);
      }
      assertThat(index.size()).as("seed %d", seed).isEqualTo(model.size());
      model.forEach((key, value) -> assertThat(index.get(key, ANY)).isEqualTo(value));
      List<Long> references = new ArrayList<>();
      index.forEach(references::add);
      assertThat(references).containsExactlyInAnyOrderElementsOf(model.values());
      index.close();
    }
  }

  private static void step(HashIndex index, Map<Long, Long> model, long key, long reference) {
    Long before = reference == 0 ? model.remove(key) : model.put(key, reference);
    long expected = before == null ? EntryReference.NONE : before;
    if (reference == 0) {
      assertThat(index.remove(key, ANY)).isEqualTo(expected);
    } else {
      assertThat(index.reserve(key)).isTrue();
      assertThat(index.put(key, reference, ANY)).isEqualTo(expected);
    }
  }

  @Test
  void theCallerTellsEntriesWithEqualHashesApart() {
    HashIndex index = new HashIndex(pages);
    for (long reference = 1; reference <= 100; reference++) {
      assertThat(index.put(42, reference, OTHER)).isEqualTo(EntryReference.NONE);
    }
    assertThat(index.get(42, reference -> reference == 77)).isEqualTo(77);
    assertThat(index.remove(42, reference -> reference == 50)).isEqualTo(50);
    assertThat(index.get(42, reference -> reference == 50)).isEqualTo(EntryReference.NONE);
    assertThat(index.get(42, reference -> reference == 77)).isEqualTo(77);
    assertThat(index.size()).isEqualTo(99);
  }

  @Test
  void equalHashesWithoutEndAreRefusedNotSplitForEver() {
    HashIndex index = new HashIndex(pages);
    long entered = 0;
    while (index.reserve(42)) {
      entered++;
      index.put(42, entered, OTHER);
    }
    assertThat(entered).isEqualTo(IndexPage.USED_MAX);
    assertThat(index.reserve(43)).isTrue();
  }

  @Test
  void hashesOfOneNarrowTabletSpreadOverThePages() {
    HashIndex index = new HashIndex(pages);
    long firstHash = 0x1234_5678_0000_0000L;
    int objects = 100_000;
    for (long object = 1; object <= objects; object++) {
      assertThat(index.reserve(firstHash + object)).isTrue();
      index.put(firstHash + object, object, ANY);
    }
    assertThat(pages.slicesTaken()).isLessThan(objects / IndexPage.USED_MAX * 3);
  }

  @Test
  void theMemoryLimitIsAnAnswerAndReplacingStillWorks() {
    try (SegmentMemory few = HashIndex.pages(3L * IndexPage.BYTES)) {
      HashIndex index = new HashIndex(few);
      long entered = 0;
      while (index.reserve(entered + 1)) {
        entered++;
        index.put(entered, entered, ANY);
      }
      assertThat(entered).isGreaterThan(IndexPage.USED_MAX);
      assertThat(index.put(entered, 7, ANY)).isEqualTo(entered);
      assertThat(index.remove(entered, ANY)).isEqualTo(7);
      for (long key = 1; key < entered; key++) {
        assertThat(index.get(key, ANY)).isEqualTo(key);
      }
      index.close();
      assertThat(few.slicesTaken()).isZero();
    }
  }

  @Test
  void aNewEntryWithoutRoomIsABrokenContract() {
    HashIndex index = new HashIndex(pages);
    for (long key = 1; key <= IndexPage.USED_MAX; key++) {
      index.put(key, key, ANY);
    }
    assertThatIllegalStateException().isThrownBy(() -> index.put(-1, 1, ANY));
    assertThatIllegalArgumentException().isThrownBy(() -> index.put(1, EntryReference.NONE, ANY));
  }

  /// Sixty bytes for an object beyond its key and value are the bound; the log's entry has 28.
  @Test
  void manyEntriesTakeThirtyTwoBytesEachAtTheMostHoweverManyThereAre() {
    int least = 100_000;
    int most = 60 - Log.objectBytes(0, 0);
    assertThat(most).isEqualTo(32);
    Random random = new Random(3);
    HashIndex index = new HashIndex(pages);
    for (int count = 1; count <= 4 * least; count++) {
      long hash = random.nextLong();
      assertThat(index.reserve(hash)).isTrue();
      index.put(hash, count, OTHER);
      if (count >= least && count % 1_000 == 0) {
        long bytes = (long) pages.slicesTaken() * IndexPage.BYTES;
        assertThat((double) bytes / count).as("with %d", count).isLessThanOrEqualTo((double) most);
      }
    }
  }

  @Test
  void pagesFollowEachOtherInTheOrderOfPlacesAndLeaveNoneOut() {
    Random random = new Random(5);
    HashIndex index = new HashIndex(pages);
    for (int count = 1; count <= 50_000; count++) {
      long hash = random.nextLong();
      assertThat(index.reserve(hash)).isTrue();
      index.put(hash, count, OTHER);
    }
    long from = 0;
    long seen = 0;
    do {
      List<HashIndex.Entry> entries = new ArrayList<>();
      long next = index.page(from, entries);
      long first = from;
      assertThat(entries).allMatch(entry -> Long.compareUnsigned(entry.place(), first) >= 0)
          .allMatch(entry -> next == 0 || Long.compareUnsigned(entry.place(), next) < 0);
      seen += entries.size();
      from = next;
    } while (from != 0);
    assertThat(seen).isEqualTo(50_000);
  }

  @Test
  void anEntryThatMovesIsFoundByItsReferenceAlone() {
    HashIndex index = new HashIndex(pages);
    for (long reference = 1; reference <= 100; reference++) {
      index.put(42, reference, OTHER);
    }
    index.move(42, 77, 1_077);
    assertThat(index.holds(42, 77)).isFalse();
    assertThat(index.holds(42, 1_077)).isTrue();
    assertThat(index.get(42, reference -> reference == 1_077)).isEqualTo(1_077);
    assertThatIllegalArgumentException().isThrownBy(() -> index.move(42, 77, 2_077));
  }
}
