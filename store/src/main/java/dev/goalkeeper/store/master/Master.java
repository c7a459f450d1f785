package dev.goalkeeper.store.master;

import dev.goalkeeper.store.cleaner.Holder;
import dev.goalkeeper.store.cleaner.Holders;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.recovery.RecoveryMaster;
import dev.goalkeeper.store.recovery.ReplayTarget;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.ForgetTable;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.RecoverTablets;
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
  private final Admission admission;
  private final SegmentMemory pages;
  private final Answers answers;
  private final Durability durability;
  private final OwnedTablets tablets;
  private final ObjectService objects;
  private final List<RecoveringTablets> recovering = new ArrayList<>();
  private final Clients clients;
  private final Departed departed = new Departed();

  /// @param pages memory for the indexes of the tablets; nobody else takes from it
  /// @param durability makes the log's bytes safe
  /// @param leased whether what others could have changed may be answered now
  public Master(ServerId self, Log log, SegmentMemory pages, Durability durability,
      BooleanSupplier leased) {
    this.self = self;
    this.tablets = new OwnedTablets(self);
    this.log = log;
    this.admission = new Admission(self, log);
    this.pages = pages;
    this.durability = durability;
    this.answers = new Answers(self, durability, leased);
    this.clients = new Clients(log::died);
    this.objects = new ObjectService(
        log, tablets, answers, admission, new ExactlyOnce(log, answers, clients));
  }

  /// Does what is asked. For the loop's thread; the answer may come later.
  public void receive(Request.ToMaster request, Responder responder) {
    switch (request) {
      case TakeTablet take -> take(take, responder);
      case ForgetTable(TableId table) -> {
        forget(table);
        responder.respond(new Done());
      }
      case Request.ToObjects operation -> objects.receive(operation, responder);
    }
  }

  /// Whose mutations it does.
  Clients clients() {
    return clients;
  }

  /// What it serves no more.
  Departed departed() {
    return departed;
  }

  /// How it stands. For the loop's thread.
  public MasterStatus status() {
    List<MasterStatus.TabletLine> lines = tablets.all()
        .map(owned -> new MasterStatus.TabletLine(
            owned.table(), owned.tablet(), owned.objects().count()))
        .toList();
    return new MasterStatus(lines, log.counters(), answers.held(),
        clients.results().clients(), clients.results().count(), departed.objects());
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
    departed.forget(table);
    tablets.of(table).forEach(departed::add);
    tablets.remove(table);
    recovering.forEach(each -> each.drop(table).forEach(departed::add));
    recovering.removeIf(RecoveringTablets::empty);
  }

  private Optional<Refused> acquire(TakeTablet request) {
    Tablet tablet = request.tablet();
    if (departed.has(tablet.table())) {
      return Optional.of(
          new Refused(Refusal.UNKNOWN_TABLE, "table " + tablet.table() + " was dropped"));
    }
    for (OwnedTablet known : tablets.of(tablet.table())) {
      if (known.tablet().equals(tablet)) {
        return Optional.empty();
      }
      if (overlap(known.tablet(), tablet)) {
        return Optional.of(
            new Refused(Refusal.NOT_MINE, tablet + " overlaps " + known.tablet()));
      }
    }
    if (request.recovery() == 0) {
      Optional<Refused> refused = noRoomFor(1);
      if (refused.isEmpty()) {
        own(request,
            new TabletObjects(tablet.table(), log, LogPosition.START, pages));
      }
      return refused;
    }
    return adopt(request);
  }

  private Optional<Refused> adopt(TakeTablet request) {
    for (RecoveringTablets each : recovering) {
      Optional<TabletObjects> objects = each.take(request.recovery(), request.tablet());
      if (objects.isPresent()) {
        own(request, objects.get());
        recovering.removeIf(RecoveringTablets::empty);
        return Optional.empty();
      }
    }
    return Optional.of(new Refused(Refusal.NOT_MINE, request.tablet()
        + " was not recovered here by recovery " + request.recovery()));
  }

  private void own(TakeTablet request, TabletObjects found) {
    tablets.add(new OwnedTablet(request.tablet(), request.tableName(), found));
  }

  /// Makes room for tablets whose entries will be replayed; or refuses, and nothing was changed.
  ///
  /// @see RecoveryMaster.Tablets
  public Optional<ReplayTarget> recover(RecoverTablets request, Responder responder) {
    Optional<Refused> refused = noRoomFor(request.tablets().size());
    if (refused.isPresent()) {
      responder.respond(refused.get());
      return Optional.empty();
    }
    recovering.stream().filter(each -> each.precedes(request))
        .forEach(RecoveringTablets::abandon);
    recovering.removeIf(RecoveringTablets::empty);
    var begun = new RecoveringTablets(request, log, durability, clients);
    for (LostTablet lost : request.tablets()) {
      if (departed.has(lost.table())) {
        continue;
      }
      begun.add(new RecoveringTablet(
          lost, log, new TabletObjects(lost.table(), log, begun.start(), pages)));
    }
    recovering.add(begun);
    return Optional.of(begun);
  }

  /// Also of tablets that are on their way.
  @Override
  public Optional<Holder> holder(TableId table, long hash) {
    OwnedTablet owned = tablets.find(table, hash);
    if (owned != null) {
      return Optional.of(owned.objects());
    }
    for (RecoveringTablets each : recovering) {
      Optional<TabletObjects> objects = each.holder(table, hash);
      if (objects.isPresent()) {
        return Optional.of(objects.get());
      }
    }
    return departed.holder(table, hash);
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

  private static boolean overlap(Tablet one, Tablet other) {
    return one.contains(other.firstHash()) || other.contains(one.firstHash());
  }
}
