package dev.goalkeeper.store.master;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.EntryType;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.recovery.Inbound;
import dev.goalkeeper.store.recovery.ReplayTarget;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tablets of one part of a recovery, or one that moves, on their way into this master. Their
/// entries go into the master's own log at once, where its rules replicate them like all others.
/// Nobody reads them there before the tablets are taken: if that never happens they are older than
/// the place from which on the tablets are ever looked for in this log.
final class RecoveringTablets implements ReplayTarget {
  /// After so many segments were cleaned in vain somebody else may have room: each gains two
  /// percent at least, and what does not gain that together only goes round.
  private static final int CLEANED_MAX = 512;

  private final Inbound what;
  private final Log log;
  private final Space space;
  private final Durability durability;
  private final Clients clients;
  private final LogPosition start;
  private final List<RecoveringTablet> tablets = new ArrayList<>();
  private Runnable whenTaken = () -> {};
  private boolean safe;
  private final Cell<Integer> wantedBytes = new Cell<>(0);
  private long cleanedBefore;

  /// @param space of a log that has a head
  RecoveringTablets(
      Inbound what, Space space, Durability durability, Clients clients) {
    this.what = what;
    this.log = space.log();
    this.space = space;
    this.durability = durability;
    this.clients = clients;
    this.start = log.end();
  }

  void add(RecoveringTablet tablet) {
    tablets.add(tablet);
  }

  /// The objects of a tablet that was replayed here; from now on they are whoever asked's.
  Optional<TabletObjects> take(Tablet tablet) {
    if (!safe || tablet.tenure() != what.number()) {
      return Optional.empty();
    }
    for (RecoveringTablet each : tablets) {
      if (each.lost().table().equals(tablet.table())
          && each.lost().firstHash() == tablet.firstHash()
          && each.lost().lastHash() == tablet.lastHash()) {
        tablets.remove(each);
        clients.adopt(each.results());
        if (tablets.isEmpty()) {
          whenTaken.run();
        }
        return Optional.of(each.finish());
      }
    }
    return Optional.empty();
  }

  /// That table was dropped: nobody is ever given its tablets.
  ///
  /// @return those, and what was brought in of them
  List<RecoveringTablet> drop(TableId table) {
    List<RecoveringTablet> dropped =
        tablets.stream().filter(each -> each.lost().table().equals(table)).toList();
    tablets.removeAll(dropped);
    return dropped;
  }

  /// What is on its way.
  Inbound what() {
    return what;
  }

  /// Who is to have the objects with that hash.
  Optional<TabletObjects> holder(TableId table, long hash) {
    return tablets.stream()
        .filter(each -> each.lost().table().equals(table) && each.lost().contains(hash))
        .findFirst().map(RecoveringTablet::objects);
  }

  /// Whether nothing is left in it.
  boolean empty() {
    return tablets.isEmpty();
  }

  @Override
  public LogPosition start() {
    return start;
  }

  @Override
  public Room replay(EntryView entry) {
    if (entry.type() == EntryType.VERSION_FLOOR) {
      raiseVersions(entry.versionFloor());
      return Room.READY;
    }
    long hash = entry.keyHash();
    for (RecoveringTablet tablet : tablets) {
      if (tablet.covers(entry, hash)) {
        Room room = replay(entry, hash, tablet);
        want(room == Room.READY ? 0 : mostBytes(entry));
        return room;
      }
    }
    return Room.READY;
  }

  private void want(int bytes) {
    if (wantedBytes.get() == 0) {
      cleanedBefore = space.cleaned();
    }
    if (wantedBytes.get() != bytes) {
      wantedBytes.set(bytes);
    }
  }

  /// Of an entry, and of the tombstone of one whose place it takes.
  private static int mostBytes(EntryView entry) {
    return entry.type() == EntryType.OBJECT
        ? entry.bytes() + Log.tombstoneBytes(entry.keyBytes()) : entry.bytes();
  }

  @Override
  public boolean waits() {
    return wantedBytes.get() > 0 && space.cleaned() - cleanedBefore < CLEANED_MAX
        && space.entriesWait(wantedBytes.get());
  }

  @Override
  public Cell<Integer> wanted() {
    return wantedBytes;
  }

  @Override
  public Cell<Long> space() {
    return space.changes();
  }

  @Override
  public void raiseVersions(long floor) {
    tablets.forEach(tablet -> tablet.raiseFloor(floor));
  }

  @Override
  public void whenTaken(Runnable action) {
    whenTaken = action;
  }

  private static Room replay(EntryView entry, long hash, RecoveringTablet tablet) {
    return switch (entry.type()) {
      case OBJECT -> tablet.object(entry, hash);
      case TOMBSTONE -> tablet.tombstone(entry, hash);
      case RESULT -> tablet.result(entry, hash);
      case VERSION_FLOOR, SEGMENT_HEADER, DIGEST -> Room.READY;
    };
  }

  /// Who has the result that lies there, if it belongs to one of these tablets.
  Optional<Results> holder(Once once, long reference) {
    return tablets.stream().map(RecoveringTablet::results)
        .filter(each -> each.holds(once, reference)).findFirst();
  }

  /// What is dead is not in this log, so that nothing has to bury it there. But its versions must
  /// not come again, whoever has the tablets after this master.
  @Override
  public Optional<Refused> bury() {
    if (space.forRemoval(Log.versionFloorBytes()) != Room.READY) {
      return Optional.of(noRoom());
    }
    for (RecoveringTablet tablet : tablets) {
      tablet.bury();
      log.raiseVersions(tablet.floor());
    }
    log.appendVersionFloor();
    return Optional.empty();
  }

  @Override
  public void finish(Runnable whenSafe) {
    durability.whenCertified(log.end(), () -> {
      safe = true;
      whenSafe.run();
    });
  }

  @Override
  public void abandon() {
    tablets.forEach(RecoveringTablet::abandon);
    tablets.clear();
  }

  @Override
  public Refused noRoom() {
    return new Refused(Refusal.NO_SPACE, "there is no room for the tablets of "
        + what.from() + ": give them to another server");
  }
}
