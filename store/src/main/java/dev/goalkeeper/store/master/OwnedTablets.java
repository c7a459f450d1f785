package dev.goalkeeper.store.master;

import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tablets that a master serves, none of which overlaps another.
final class OwnedTablets {
  private final ServerId self;
  private final Map<TableId, List<OwnedTablet>> byTable = new TreeMap<>();

  OwnedTablets(ServerId self) {
    this.self = self;
  }

  void add(OwnedTablet tablet) {
    byTable.computeIfAbsent(tablet.tablet().table(), id -> new ArrayList<>()).add(tablet);
  }

  /// Serves nothing of that table any more.
  void remove(TableId table) {
    byTable.remove(table);
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

  /// What whoever asks for such a key is told.
  Refused notOwner(TableId table, long hash) {
    return new Refused(Refusal.NOT_OWNER,
        "hash %016x of table %s is not served by %s".formatted(hash, table, self));
  }

  Stream<OwnedTablet> all() {
    return byTable.values().stream().flatMap(List::stream);
  }
}
