package dev.goalkeeper.store.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a store of records holds, and when it lets a write take effect: the rules of
/// [MetadataStore] in memory, for clusters that live in one process and for simulations.
///
/// For one thread at a time.
public final class Records {
  private final SortedMap<String, String> byKey = new TreeMap<>();
  private long term;
  private long writes;

  /// Begins the next term.
  public Leadership elect() {
    term++;
    return new Leadership(term, writes, byKey());
  }

  /// The last term that was begun; 0 before the first.
  public long term() {
    return term;
  }

  /// As they are now; what is written later does not show.
  public SortedMap<String, String> byKey() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
  }

  /// Makes the changes, unless the write of that number was made before.
  ///
  /// @throws Deposed if a later term has begun
  /// @throws IllegalArgumentException if a bound is broken, or a number left out
  public void write(Batch batch) throws Deposed {
    check(batch.changes());
    if (batch.term() != term) {
      throw new Deposed(batch.term());
    }
    long number = batch.number();
    if (number <= writes) {
      return;
    }
    if (number != writes + 1) {
      throw new IllegalArgumentException("write " + number + " follows write " + writes);
    }
    writes = number;
    for (Change change : batch.changes()) {
      switch (change) {
        case Change.Put(String key, String value) -> byKey.put(key, value);
        case Change.Remove(String key) -> byKey.remove(key);
      }
    }
  }

  /// Checks what every store bounds.
  ///
  /// @throws IllegalArgumentException with the bound that is broken
  public static void check(List<Change> changes) {
    if (changes.size() > MetadataStore.CHANGES_MAX) {
      throw new IllegalArgumentException(
          changes.size() + " changes, and a write has at most " + MetadataStore.CHANGES_MAX);
    }
    Set<String> keys = new HashSet<>();
    int bytes = 0;
    for (Change change : changes) {
      check(change);
      if (!keys.add(change.key())) {
        throw new IllegalArgumentException("a write changes " + change.key() + " twice");
      }
      bytes += bytes(change);
    }
    if (bytes > MetadataStore.WRITE_BYTES_MAX) {
      throw new IllegalArgumentException(
          bytes + " bytes, and a write has at most " + MetadataStore.WRITE_BYTES_MAX);
    }
  }

  /// The bytes of its key and value that count.
  public static int bytes(Change change) {
    int key = change.key().length();
    return change instanceof Change.Put(String of, String value)
        ? key + value.getBytes(UTF_8).length : key;
  }

  private static void check(Change change) {
    if (change.key().length() > MetadataStore.KEY_CHARS_MAX
        || !change.key().matches("[A-Za-z0-9.-]+(/[A-Za-z0-9.-]+)*")) {
      throw new IllegalArgumentException("no key of a record: '" + change.key() + "'");
    }
    if (bytes(change) - change.key().length() > MetadataStore.VALUE_BYTES_MAX) {
      throw new IllegalArgumentException("the record of " + change.key() + " has more than "
          + MetadataStore.VALUE_BYTES_MAX + " bytes");
    }
  }
}
