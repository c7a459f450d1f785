package dev.goalkeeper.store.master;

import dev.goalkeeper.store.cleaner.Holder;
import dev.goalkeeper.store.cleaner.Holders;
import dev.goalkeeper.store.cleaner.Space;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.recovery.Inbound;
import dev.goalkeeper.store.recovery.RecoveryMaster;
import dev.goalkeeper.store.recovery.ReplayTarget;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.ForgetTable;
import dev.goalkeeper.store.wire.LetGo;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.PullTablet;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Has tablets, takes those that it is given, and serves their objects ([ObjectService]). Each
/// operation runs to its end at once; its answer is held until the log bytes that it rests on are
/// safe, and leaves only under a lease if it tells what others could have changed.
public final class Master implements Holders {
  private final ServerId self;
  private final Log log;
  private final Space space;
  private final Admission admission;
  private final SegmentMemory pages;
  private final Answers answers;
  private final Durability durability;
  private final OwnedTablets tablets;
  private final Releases releases;
  private final Departures departures;
  private final ObjectService objects;
  private final List<RecoveringTablets> recovering = new ArrayList<>();
  private final Clients clients;
  private final DroppedTables dropped = new DroppedTables();

  /// @param space of its log
  /// @param pages memory for the indexes of the tablets; nobody else takes from it
  /// @param durability makes the log's bytes safe
  /// @param leased whether what others could have changed may be answered now
  public Master(ServerId self, Space space, SegmentMemory pages, Durability durability,
      BooleanSupplier leased) {
    this.self = self;
    this.tablets = new OwnedTablets(self);
    this.log = space.log();
    this.space = space;
    this.admission = new Admission(self, space, pages);
    this.pages = pages;
    this.durability = durability;
    this.answers = new Answers(self, durability, leased);
    this.clients = new Clients(log::died);
    this.releases = new Releases(tablets);
    this.departures = new Departures(log, tablets, clients, answers, releases);
    this.objects = new ObjectService(
        log, tablets, answers, admission, new ExactlyOnce(log, answers, clients));
  }

  /// Does what is asked. For the loop's thread; the answer may come later.
  public void receive(Request.ToMaster request, Responder responder) {
    switch (request) {
      case TakeTablet take -> take(take, responder);
      case PullTablet pull -> departures.pull(pull, responder);
      case LetGo(long number) -> {
        departures.letGo(number);
        responder.respond(new Done());
      }
      case ForgetTable(TableId table) -> {
        forget(table);
        responder.respond(new Done());
      }
      case Request.ToObjects operation -> objects.receive(operation, responder);
    }
  }

  /// Gives back the memory of tablets that are others' now; for the master's pool.
  public Releases releases() {
    return releases;
  }

  /// Whose mutations it does.
  Clients clients() {
    return clients;
  }

  /// How it stands. For the loop's thread.
  public MasterStatus status() {
    List<MasterStatus.TabletLine> lines = tablets.all()
        .map(owned -> new MasterStatus.TabletLine(
            owned.table(), owned.tablet(), tablets.objects(owned)))
        .toList();
    return new MasterStatus(lines, log.counters(), answers.held(),
        clients.results().clients(), clients.results().count(), releases.count());
  }

  /// Answers once the log's opening is safe: who has a tablet has a log that can be found.
  private void take(TakeTablet request, Responder responder) {
    Tablet tablet = request.tablet();
    Optional<Refused> refused = tablet.owner().equals(self)
        ? acquire(request)
        : Optional.of(
            new Refused(Refusal.WRONG_SERVER, tablet + " cannot be served by " + self));
    if (refused.isPresent()) {
      responder.respond(refused.get());
    } else {
      answers.hold(log.end(), new Done(), responder);
    }
  }

  /// A dropped table is served no more, and nothing of it is brought to an end that is on its way.
  private void forget(TableId table) {
    dropped.add(table);
    departures.forget(table);
    List.copyOf(tablets.of(table)).forEach(releases::add);
    recovering.forEach(each -> each.drop(table).forEach(releases::add));
    recovering.removeIf(RecoveringTablets::empty);
    tablets.forget(table);
  }

  private Optional<Refused> acquire(TakeTablet request) {
    Tablet tablet = request.tablet();
    if (dropped.has(tablet.table())) {
      return Optional.of(
          new Refused(Refusal.UNKNOWN_TABLE, "table " + tablet.table() + " was dropped"));
    }
    List<OwnedTablet> known = tablets.overlapping(tablet);
    if (!known.isEmpty()) {
      return keep(known.getFirst(), tablet);
    }
    if (tablet.tenure() == 0) {
      Optional<Refused> refused = tablets.hadBefore(tablet)
          ? Optional.of(new Refused(Refusal.NOT_MINE, tablet + " is not new any more"))
          : noRoomFor(1);
      if (refused.isEmpty()) {
        own(request,
            new TabletObjects(tablet.table(), log, LogPosition.START, pages));
      }
      return refused;
    }
    return adopt(request);
  }

  /// It is one that this master has, or a part of one: in the same tenure, or in a later one than
  /// that of any move that was begun.
  private Optional<Refused> keep(OwnedTablet known, Tablet tablet) {
    boolean same = tablet.tenure() == known.tablet().tenure();
    boolean later = tablet.tenure() > Math.max(known.tablet().tenure(), known.frozenFor());
    if (!known.tablet().covers(tablet) || !(same || later)) {
      return Optional.of(new Refused(Refusal.NOT_MINE, tablet + " in tenure " + tablet.tenure()
          + " overlaps " + known.tablet() + " in tenure " + known.tablet().tenure()));
    }
    OwnedTablet kept = tablets.cut(known, tablet);
    if (later) {
      departures.stays(tablet);
      tablets.replace(kept, kept.in(tablet.tenure()));
    }
    return Optional.empty();
  }

  private Optional<Refused> adopt(TakeTablet request) {
    for (RecoveringTablets each : recovering) {
      Optional<TabletObjects> objects = each.take(request.tablet());
      if (objects.isPresent()) {
        own(request, objects.get());
        recovering.removeIf(RecoveringTablets::empty);
        return Optional.empty();
      }
    }
    return Optional.of(new Refused(Refusal.NOT_MINE, request.tablet()
        + " was not brought here by recovery or move " + request.tablet().tenure()));
  }

  private void own(TakeTablet request, TabletObjects found) {
    tablets.add(new OwnedTablet(request.tablet(), request.tableName(), found, 0));
  }

  /// Makes room for tablets whose entries will be replayed; or refuses, and nothing was changed.
  ///
  /// @see RecoveryMaster.Tablets
  public Optional<ReplayTarget> bring(Inbound what, Responder responder) {
    Optional<Refused> refused = gone(what).or(() -> hindrance(what))
        .or(() -> noRoomFor(what.tablets().size()));
    if (refused.isPresent()) {
      responder.respond(refused.get());
      return Optional.empty();
    }
    recovering.stream().filter(each -> each.what().precedes(what))
        .forEach(RecoveringTablets::abandon);
    recovering.removeIf(RecoveringTablets::empty);
    var begun = new RecoveringTablets(what, space, durability, clients);
    for (LostTablet lost : what.tablets()) {
      if (dropped.has(lost.table())) {
        continue;
      }
      begun.add(new RecoveringTablet(
          lost, space, new TabletObjects(lost.table(), log, begun.start(), pages)));
    }
    recovering.add(begun);
    return Optional.of(begun);
  }

  /// Nothing is left of it to bring.
  private Optional<Refused> gone(Inbound what) {
    return what.tablets().stream().allMatch(lost -> dropped.has(lost.table()))
        ? Optional.of(new Refused(Refusal.UNKNOWN_TABLE, "table "
            + what.tablets().getFirst().table() + " was dropped"))
        : Optional.empty();
  }

  /// What lies in the log of a range has to be of one tenure of it: nothing is brought while
  /// something of an earlier one is left, or something later is on its way.
  private Optional<Refused> hindrance(Inbound what) {
    for (LostTablet lost : what.tablets()) {
      if (releases.overlaps(lost)
          || tablets.of(lost.table()).stream().anyMatch(has -> lost.overlaps(has.tablet()))) {
        return Optional.of(new Refused(
            Refusal.BUSY, self + " has not let go of what it had of " + lost + " before"));
      }
    }
    return recovering.stream().filter(each -> what.precedes(each.what())).findFirst()
        .map(later -> new Refused(Refusal.INCOMPLETE, what.number()
            + " is superseded by " + later.what().number()));
  }

  /// Also of tablets that are on their way, or have gone and are not forgotten yet.
  @Override
  public Optional<Holder> holder(TableId table, long hash) {
    OwnedTablet owned = tablets.find(table, hash);
    if (owned != null) {
      return Optional.of(owned.objects());
    }
    Optional<TabletObjects> gone = releases.holder(table, hash);
    if (gone.isPresent()) {
      return Optional.of(gone.get());
    }
    for (RecoveringTablets each : recovering) {
      Optional<TabletObjects> objects = each.holder(table, hash);
      if (objects.isPresent()) {
        return Optional.of(objects.get());
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean holdsResult(Once once, long reference) {
    return results(once, reference).isPresent();
  }

  @Override
  public void moveResult(Once once, long from, long to) {
    results(once, from).orElseThrow().move(once, to);
  }

  private Optional<Results> results(Once once, long reference) {
    return clients.results().holds(once, reference)
        ? Optional.of(clients.results())
        : recovering.stream().flatMap(each -> each.holder(once, reference).stream()).findFirst();
  }

  private Optional<Refused> noRoomFor(int indexes) {
    if (pages.slicesMax() - pages.slicesTaken() < indexes) {
      return Optional.of(admission.noSpace("for the index of another tablet"));
    }
    return log.opened() || log.reserve(0) == Room.READY
        ? Optional.empty() : Optional.of(admission.noSpace("for the first segment of the log"));
  }
}
