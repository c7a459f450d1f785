package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.membership.DomainWidth;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a cluster stood at one moment, as its coordinator saw it.
///
/// @param replicas of each segment
/// @param mode what an acknowledgement promises
/// @param domainWidth the kind of failure domain that keeps replicas apart
/// @param domains how many of that kind are up
/// @param epochs of the masters that lost open replicas
/// @param dropping names of tables that are being dropped
/// @param draining servers that are to have no tablets, and how many each still has
/// @param term in which it leads
/// @param pending decisions that are not recorded yet
public record CoordinatorStatus(
    String cluster,
    int replicas,
    int segmentBytes,
    Mode mode,
    Membership membership,
    DomainWidth domainWidth,
    int domains,
    SortedMap<ServerId, Epoch> epochs,
    List<Table> tables,
    List<String> dropping,
    Map<ServerId, Integer> draining,
    long term,
    int pending) {
  /// Copies the list.
  public CoordinatorStatus {
    epochs = Collections.unmodifiableSortedMap(new TreeMap<>(epochs));
    tables = List.copyOf(tables);
    dropping = List.copyOf(dropping);
    draining = Collections.unmodifiableMap(new TreeMap<>(draining));
  }
}
