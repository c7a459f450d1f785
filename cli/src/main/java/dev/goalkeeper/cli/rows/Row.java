package dev.goalkeeper.cli.rows;

import dev.goalkeeper.store.wire.Bytes;

/// What a file holds at one place.
public sealed interface Row {
  /// The line in which it begins, from 1.
  long line();

  /// An object.
  record Good(long line, Bytes key, Bytes value) implements Row {}

  /// Something that is none.
  ///
  /// @param why for a person
  record Bad(long line, String why) implements Row {}
}
