package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// The coordinator has a master fetch a tablet from the living one that serves it: it pulls what is
/// there into its own log, and answers once that is safe and nothing more can come. It does not
/// serve it before [TakeTablet] with the number of the move as tenure.
///
/// To ask again is no error: it goes on, and both questions get the answer.
///
/// @param number of the move: above the tablet's tenure
/// @param tablet with its present owner
public record BringTablet(long number, Tablet tablet) implements Request.ToRecoveryMaster {
  public BringTablet {
    require(number > tablet.tenure(), "number of a move", number);
  }
}
