package dev.goalkeeper.store.storage;

import java.util.UUID;

/// One run of a machine, from power to power: bytes that were written and not forced are gone, or
/// may be, when another begins.
///
/// @param high half of an id that no two boots share
/// @param low the other half
public record Boot(long high, long low) {
  /// The boot of a machine that does not tell. It is like no other and not even like itself, so
  /// what was not forced counts as lost each time a disk is opened anew: too often, never too
  /// seldom.
  public static final Boot UNKNOWN = new Boot(-1, -1);

  /// In a metadata block: it counts after any boot.
  static final Boot ANY = new Boot(0, 0);

  /// Reads an id as Linux writes it.
  ///
  /// @throws IllegalArgumentException if it is none
  static Boot parse(String text) {
    UUID id = UUID.fromString(text.strip());
    return new Boot(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  /// Whether what was written under this boot, and not forced, is there under that one.
  boolean reaches(Boot later) {
    return equals(ANY) || (equals(later) && !equals(UNKNOWN));
  }
}
