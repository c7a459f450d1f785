package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// A move is recorded: what its source has given away is another's, and its memory is free. To say
/// so again is no error.
///
/// @param number of the move
public record LetGo(long number) implements Request.ToMaster {
  public LetGo {
    require(number > 0, "number of a move", number);
  }
}
