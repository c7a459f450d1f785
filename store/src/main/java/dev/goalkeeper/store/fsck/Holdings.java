package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whose each tablet is, and from where on in its owner's log, as the coordinator has recorded it.
/// A recovery goes by that: whatever else lies on disks was left behind, and is nobody's.
///
/// @param cluster whose record it is; empty if there is none, and then all that is found counts
/// @param epochs of every master that is listed: which open replicas of its log count
/// @param tablets those that anybody may have written to, by their owners
public record Holdings(String cluster, SortedMap<ServerId, Epoch> epochs,
    SortedMap<ServerId, List<LostTablet>> tablets) {
  /// There is no record to go by.
  public static final Holdings UNKNOWN = new Holdings("", new TreeMap<>(), new TreeMap<>());

  public Holdings {
    epochs = Collections.unmodifiableSortedMap(new TreeMap<>(epochs));
    tablets = Collections.unmodifiableSortedMap(new TreeMap<>(tablets));
  }

  boolean known() {
    return !cluster.isEmpty();
  }

  /// The masters whose logs have to be there.
  Set<ServerId> owners() {
    return tablets.keySet();
  }

  /// How many tablets they hold.
  int count() {
    return tablets.values().stream().mapToInt(List::size).sum();
  }

  /// Whether that master's log has anything that counts.
  boolean counts(ServerId master) {
    return !known() || tablets.containsKey(master);
  }

  /// Whether an entry of that replica's log counts.
  boolean counts(EntryView entry, ReplicaId replica) {
    return !known() || tablets.getOrDefault(replica.master(), List.of()).stream().anyMatch(
        tablet -> tablet.covers(entry.table(), replica.segment(), entry.offset())
            && tablet.contains(entry.keyHash()));
  }
}
