package dev.goalkeeper.store.master;

import dev.goalkeeper.store.wire.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tablets that a master serves, none of which overlaps another.
final class OwnedTablets {
  private final Map<TableId, List<OwnedTablet>> byTable = new TreeMap<>();

  void add(OwnedTablet tablet) {
    byTable.computeIfAbsent(tablet.tablet().table(), id -> new ArrayList<>()).add(tablet);
  }

  /// Those of a table.
  List<OwnedTablet> of(TableId table) {
    return byTable.getOrDefault(table, List.of());
  }

  /// The one that has the hash, if any.
  @Nullable OwnedTablet find(TableId table, long hash) {
    for (OwnedTablet owned : of(table)) {
      if (owned.tablet().contains(hash)) {
        return owned;
      }
    }
    return null;
  }

  Stream<OwnedTablet> all() {
    return byTable.values().stream().flatMap(List::stream);
  }
}
