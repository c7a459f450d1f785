package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;

import java.util.List;

/// All objects of a range of hashes that lie between the [Scan]'s cursor and this one.
///
/// @param lastHash where the range ends for which that is so: before the scan's, if the master's
///     tablet does
/// @param cursor of the next page; 0 if there is none
/// @param within whether the next page goes on at the last object's hash, after its key
public record Page(
    TableId table, long lastHash, long cursor, boolean within, List<Line> objects)
    implements Reply.ToScan {

  /// An object.
  public record Line(Bytes key, long version, Bytes value) {
    /// What it takes in a frame beside key and value.
    static final int BYTES = 16;

    public Line {
      require(key.length() > 0, "key is empty");
      requireAtMost("key bytes", key.length(), Limits.KEY_BYTES_MAX);
      Versions.requireVersion(version);
      Keys.requireValue(value);
    }

    /// What it takes in a page.
    public int bytes() {
      return bytes(key.length(), value.length());
    }

    /// What an object of that size takes in a page.
    public static int bytes(int keyBytes, int valueBytes) {
      return BYTES + keyBytes + valueBytes;
    }
  }

  public Page {
    objects = List.copyOf(objects);
    requireAtMost("objects", objects.size(), Limits.PAGE_OBJECTS_MAX);
    requireAtMost("page bytes", bytes(objects), Limits.PAGE_BYTES_MAX);
    require(!within || (cursor != 0 && !objects.isEmpty()), "a page that goes on after nothing");
  }

  /// Of all objects.
  public int bytes() {
    return bytes(objects);
  }

  private static int bytes(List<Line> objects) {
    return objects.stream().mapToInt(Line::bytes).sum();
  }
}
