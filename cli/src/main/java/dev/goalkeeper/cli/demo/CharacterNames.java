package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.Item;
import dev.goalkeeper.store.wire.Bytes;
import java.util.Iterator;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/// Every character that the JDK can name outside private use and surrogates: `U+1F600` is the key,
/// the name is the value. Real data that is on every machine.
final class CharacterNames implements Iterator<Item> {
  private final PrimitiveIterator.OfInt points =
      IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
          .filter(CharacterNames::named)
          .iterator();

  @Override
  public boolean hasNext() {
    return points.hasNext();
  }

  @Override
  public Item next() {
    int point = points.nextInt();
    String key = String.format("U+%04X", point);
    return new Item(key, Bytes.utf8(key), Bytes.utf8(Character.getName(point)));
  }

  private static boolean named(int point) {
    return switch (Character.getType(point)) {
      case Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> Character.getName(point) != null;
    };
  }
}
