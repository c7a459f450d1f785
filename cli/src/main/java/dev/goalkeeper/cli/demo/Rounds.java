package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.Item;
import dev.goalkeeper.cli.console.BadInput;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Objects from a source, and once it has ended the same again and again: further versions of them.
final class Rounds implements Iterator<Item> {
  /// Bytes of keys and values that are kept for further rounds; what comes after them is loaded
  /// once. A fifth of this process's heap, since objects take more than their bytes.
  private static final long KEPT_BYTES_MAX = 96L << 20;

  private final List<Item> kept = new ArrayList<>();
  private long keptBytes;
  private int round;
  private Iterator<Item> current;

  /// @throws BadInput if there is nothing in the source
  Rounds(Iterator<Item> source) {
    this.current = source;
    if (!source.hasNext()) {
      throw new BadInput("--load: there is nothing in it; name a file with key<TAB>value lines");
    }
  }

  /// What a demo loads: a file, `-` for standard input, or the characters' names.
  ///
  /// @throws BadInput if it cannot be read
  static Rounds of(String load) {
    return new Rounds(load.isEmpty() ? new CharacterNames() : LineFile.open(load));
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Item next() {
    if (!current.hasNext()) {
      current = kept.iterator();
      round++;
    }
    Item item = current.next();
    if (round == 0) {
      keep(item);
    }
    return item;
  }

  /// Rounds that are complete.
  int complete() {
    return round;
  }

  private void keep(Item item) {
    long bytes = (long) item.key().length() + item.value().length();
    if (keptBytes + bytes <= KEPT_BYTES_MAX) {
      kept.add(item);
      keptBytes += bytes;
    }
  }
}
