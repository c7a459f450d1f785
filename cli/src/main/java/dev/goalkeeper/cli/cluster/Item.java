package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Limits;

/// An object to write.
///
/// @param origin where it was found, for whoever has to mend it there
public record Item(String origin, Bytes key, Bytes value) {
  /// @throws BadInput if the store takes no such object
  public Item {
    if (key.length() == 0) {
      throw new BadInput(origin + ": the key is empty");
    }
    if (key.length() > Limits.KEY_BYTES_MAX) {
      throw new BadInput(origin + ": a key of " + key.length() + " bytes; keys have at most "
          + Limits.KEY_BYTES_MAX);
    }
    if (value.length() > Limits.VALUE_BYTES_MAX) {
      throw new BadInput(origin + ": a value of " + value.length() + " bytes; values have at most "
          + Limits.VALUE_BYTES_MAX);
    }
  }

  /// From a command's arguments.
  static Item of(String key, String value) {
    return new Item("KEY VALUE", Bytes.utf8(key), Bytes.utf8(value));
  }
}
