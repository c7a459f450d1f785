package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;
import static dev.goalkeeper.store.wire.Limits.requireName;

import java.util.List;
import java.util.Optional;

/// A table and who serves it.
///
/// @param tablets in the order of their ranges, which cover every hash exactly once
/// @param outages of its owners, in the order of their ids; of more, the first
public record Table(TableId id, String name, List<Tablet> tablets, List<Outage> outages)
    implements Reply.ToTable {
  public Table {
    requireName("table", name);
    tablets = List.copyOf(tablets);
    outages = List.copyOf(outages);
    requireAtMost("outages", outages.size(), Limits.OUTAGES_MAX);
    requireAtMost("tablets", tablets.size(), Limits.TABLETS_MAX);
    require(!tablets.isEmpty(), "a table without tablets");
    for (int i = 0; i < tablets.size(); i++) {
      require(tablets.get(i).table().equals(id), "a tablet of another table");
      require(tablets.get(i).firstHash() == firstHash(tablets, i),
          "tablets with a gap or an overlap");
    }
    require(tablets.getLast().lastHash() == Tablet.HASH_LAST, "tablets end before the last hash");
  }

  /// One all of whose owners are up, as far as is known.
  public Table(TableId id, String name, List<Tablet> tablets) {
    this(id, name, tablets, List.of());
  }

  /// What is known of that owner, if it is down.
  public Optional<Outage> outage(ServerId owner) {
    return outages.stream().filter(each -> each.server().equals(owner)).findFirst();
  }

  /// The tablet of a key's hash.
  public Tablet tablet(long hash) {
    int low = 0;
    int high = tablets.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean after = Long.compareUnsigned(tablets.get(middle).lastHash(), hash) < 0;
      low = after ? middle + 1 : low;
      high = after ? high : middle;
    }
    return tablets.get(low);
  }

  /// Where the range of a tablet has to begin: at 0 for the first one only.
  private static long firstHash(List<Tablet> tablets, int index) {
    long priorLast = index == 0 ? Tablet.HASH_LAST : tablets.get(index - 1).lastHash();
    require(index == 0 || priorLast != Tablet.HASH_LAST, "tablets with a gap or an overlap");
    return priorLast + 1;
  }
}
