package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Page;
import dev.goalkeeper.store.wire.Scan;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayList;
import java.util.List;

/// How far a scan has come: ranges of hashes, and of each where in the order of its objects to go
/// on. It is all that there is of a scan; servers remember nothing.
///
/// @param table once its id is known
/// @param parts that are left, one after the other
public record ScanCursor(TableId table, List<Part> parts) {
  /// A range of hashes.
  ///
  /// @param firstHash inclusive, unsigned
  /// @param lastHash inclusive
  /// @param place in the order of its objects, from which on they are left
  /// @param after at that place, the key after which they are left; empty if all are
  public record Part(long firstHash, long lastHash, long place, Bytes after) {}

  /// Copies the list.
  public ScanCursor {
    parts = List.copyOf(parts);
  }

  /// Before all objects of a table.
  public static ScanCursor start() {
    return new ScanCursor(TableId.NONE,
        List.of(new Part(Tablet.HASH_FIRST, Tablet.HASH_LAST, 0, Bytes.EMPTY)));
  }

  /// Whether nothing is left.
  public boolean done() {
    return parts.isEmpty();
  }

  /// About which share of all hashes is behind it, between 0 and 1.
  public double share() {
    double left = 0;
    for (Part part : parts) {
      long half = (part.lastHash() - part.firstHash()) >>> 1;
      double width = Math.scalb((double) half, 1 - Long.SIZE);
      left += width * (1 - Math.scalb((double) (part.place() >>> 1), 1 - Long.SIZE));
    }
    return 1 - left;
  }

  /// Where the next page begins.
  Part next() {
    return parts.getFirst();
  }

  Scan request(TableId id, int bytesMax) {
    Part part = next();
    return new Scan(id, part.firstHash(), part.lastHash(), part.place(), part.after(), bytesMax);
  }

  /// Whether that can be the next page.
  boolean fits(Page page) {
    return Long.compareUnsigned(next().firstHash(), page.lastHash()) <= 0
        && Long.compareUnsigned(page.lastHash(), next().lastHash()) <= 0;
  }

  /// After that page. Whoever answered may have only the beginning of the range; the rest is left
  /// as it was.
  ScanCursor after(Page page) {
    Part part = next();
    var left = new ArrayList<Part>();
    if (page.cursor() != 0) {
      left.add(new Part(part.firstHash(), page.lastHash(), page.cursor(),
          page.within() ? page.objects().getLast().key() : Bytes.EMPTY));
    }
    if (page.lastHash() != part.lastHash()) {
      left.add(new Part(page.lastHash() + 1, part.lastHash(), part.place(), part.after()));
    }
    left.addAll(parts.subList(1, parts.size()));
    return new ScanCursor(page.table(), left);
  }
}
