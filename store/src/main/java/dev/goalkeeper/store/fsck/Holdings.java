package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whose each tablet is, and from where on in its owner's log, as the coordinator has recorded it.
/// A recovery goes by that: whatever else lies on disks was left behind, and is nobody's.
///
/// @param cluster whose record it is; empty if there is none, and then all that is found counts
/// @param epochs of every master that is listed: which open replicas of its log count
/// @param tablets those that anybody may have written to
public record Holdings(
    String cluster, SortedMap<ServerId, Epoch> epochs, List<Holding> tablets) {
  /// There is no record to go by.
  public static final Holdings UNKNOWN = new Holdings("", new TreeMap<>(), List.of());

  public Holdings {
    epochs = Collections.unmodifiableSortedMap(new TreeMap<>(epochs));
    tablets = List.copyOf(tablets);
  }

  /// One tablet.
  ///
  /// @param tablet its range, and where it begins in the owner's log
  public record Holding(ServerId owner, LostTablet tablet) {
    /// Whether an entry of the owner's log is one of this tablet.
    boolean has(EntryView entry, ReplicaId replica) {
      return tablet.covers(entry.table(), replica.segment(), entry.offset())
          && tablet.contains(entry.keyHash());
    }
  }

  boolean known() {
    return !cluster.isEmpty();
  }

  /// The masters whose logs have to be there.
  SortedSet<ServerId> owners() {
    return tablets.stream().map(Holding::owner).collect(Collectors.toCollection(TreeSet::new));
  }

  /// Whether that master's log has anything that counts.
  boolean counts(ServerId master) {
    return !known() || tablets.stream().anyMatch(each -> each.owner().equals(master));
  }

  /// Those of that master.
  List<Holding> of(ServerId master) {
    return tablets.stream().filter(each -> each.owner().equals(master)).toList();
  }
}
