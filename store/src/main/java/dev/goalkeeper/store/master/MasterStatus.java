package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.LogCounters;
import dev.goalkeeper.store.wire.Tablet;
import java.util.List;

/// How a master stood at one moment.
///
/// @param heldAnswers answers that wait until what they rest on is certified
/// @param clients whose mutations it does
/// @param results of these mutations that their clients may still ask for
/// @param leaving ranges that it serves no more, and whose memory it has not given back yet
public record MasterStatus(
    List<TabletLine> tablets, LogCounters log, int heldAnswers, int clients, long results,
    int leaving) {
  /// Copies the list.
  public MasterStatus {
    tablets = List.copyOf(tablets);
  }

  /// A tablet in service.
  public record TabletLine(String table, Tablet tablet, long objects) {}
}
