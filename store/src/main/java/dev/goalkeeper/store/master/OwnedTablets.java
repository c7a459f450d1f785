package dev.goalkeeper.store.master;

import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tablets that a master has, none of which overlaps another; and which it has had.
final class OwnedTablets {
  private final ServerId self;
  private final Map<TableId, List<OwnedTablet>> byTable = new TreeMap<>();

  /// Ranges that have gone from here: they are never new again.
  private final List<Tablet> gone = new ArrayList<>();

  OwnedTablets(ServerId self) {
    this.self = self;
  }

  void add(OwnedTablet tablet) {
    byTable.computeIfAbsent(tablet.tablet().table(), id -> new ArrayList<>()).add(tablet);
  }

  /// That table is no more, and nobody asks whether something of it was here.
  void forget(TableId table) {
    byTable.remove(table);
    gone.removeIf(range -> range.table().equals(table));
  }

  /// About how many objects a tablet has: of those that it has together with others, its share by
  /// the width of its range.
  long objects(OwnedTablet owned) {
    long count = owned.objects().count();
    double all = of(owned.tablet().table()).stream()
        .filter(each -> each.objects() == owned.objects())
        .mapToDouble(each -> width(each.tablet())).sum();
    double own = width(owned.tablet());
    return own == all ? count : Math.round(count * (own / all));
  }

  private static double width(Tablet tablet) {
    return (double) ((tablet.lastHash() - tablet.firstHash()) >>> 1) + 1;
  }

  /// Those of a table.
  List<OwnedTablet> of(TableId table) {
    return byTable.getOrDefault(table, List.of());
  }

  /// Those that have some hash of a tablet.
  List<OwnedTablet> overlapping(Tablet tablet) {
    return of(tablet.table()).stream()
        .filter(owned -> owned.tablet().overlaps(tablet)).toList();
  }

  /// Divides an owned one, so that one of them is that part of it, and returns that.
  OwnedTablet cut(OwnedTablet whole, Tablet part) {
    Tablet before = whole.tablet();
    OwnedTablet piece = whole.within(part.firstHash(), part.lastHash());
    remove(whole);
    if (before.firstHash() != part.firstHash()) {
      add(whole.within(before.firstHash(), part.firstHash() - 1));
    }
    add(piece);
    if (before.lastHash() != part.lastHash()) {
      add(whole.within(part.lastHash() + 1, before.lastHash()));
    }
    return piece;
  }

  /// It stands otherwise now.
  void replace(OwnedTablet known, OwnedTablet by) {
    remove(known);
    add(by);
  }

  /// It is another server's.
  void leave(OwnedTablet tablet) {
    remove(tablet);
    gone.removeIf(tablet.tablet()::covers);
    gone.add(tablet.tablet());
  }

  private void remove(OwnedTablet tablet) {
    if (!of(tablet.tablet().table()).remove(tablet)) {
      throw new IllegalArgumentException(tablet.tablet() + " is not owned");
    }
  }

  /// Whether some of it has gone from here before: then it is not new, whoever says so.
  boolean hadBefore(Tablet tablet) {
    return gone.stream().anyMatch(tablet::overlaps);
  }

  /// Whether some tablet has its objects there.
  boolean uses(TabletObjects objects) {
    return all().anyMatch(owned -> owned.objects() == objects);
  }

  /// The one that has the hash and is served, if any.
  @Nullable OwnedTablet serving(TableId table, long hash) {
    OwnedTablet owned = find(table, hash);
    return owned == null || owned.frozen() ? null : owned;
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
