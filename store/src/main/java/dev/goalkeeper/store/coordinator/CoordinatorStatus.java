package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.membership.DomainWidth;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.Table;
import java.util.List;

/// How a cluster stood at one moment, as its coordinator saw it.
///
/// @param replicas of each segment
/// @param mode what an acknowledgement promises
/// @param domainWidth the kind of failure domain that keeps replicas apart
/// @param domains how many of that kind are up
public record CoordinatorStatus(
    String cluster,
    int replicas,
    int segmentBytes,
    Mode mode,
    Membership membership,
    DomainWidth domainWidth,
    int domains,
    List<Table> tables) {
  /// Copies the list.
  public CoordinatorStatus {
    tables = List.copyOf(tables);
  }
}
