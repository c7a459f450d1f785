package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// The heir of a tablet asks its owner for a page of what belongs to it. The owner serves it all
/// the while, until little is left; from then on nobody does until the coordinator has decided.
///
/// To ask again is no error. What is asked in another tenure of the tablet is refused.
///
/// @param number of the move
/// @param tablet with its present owner
/// @param from as the page before has told; [PullCursor#START] for the first
public record PullTablet(long number, Tablet tablet, PullCursor from)
    implements Request.ToMaster {
  public PullTablet {
    require(number > tablet.tenure(), "number of a move", number);
  }
}
