package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.MoveTablet;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.SplitTablet;
import dev.goalkeeper.store.wire.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tablets that go from one living server to another, and tablets that are divided. What is to
/// happen is recorded first: whoever leads goes on with it.
///
/// Decided is by what is decided, of tablets and of servers: so that whoever recovers what a server
/// leaves behind finds exactly those tablets among it which are its own.
final class Moves {
  private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

  private final Pool pool;
  private final ServerList servers;
  private final Decided decided;
  private final Tables tables;
  private final SortedMap<Long, TabletMove> goingOn = new TreeMap<>();

  /// Goes on with those that are recorded.
  Moves(Pool pool, ServerList servers, Decided decided, Tables tables) {
    this.pool = pool;
    this.servers = servers;
    this.decided = decided;
    this.tables = tables;
    List.copyOf(decided.tables()).stream().filter(table -> !table.dropped())
        .forEach(this::resume);
    tables.onDropped(this::dropped);
  }

  private void resume(TableRecord table) {
    for (Placed placed : table.tablets()) {
      Placed.Move move = placed.move();
      TabletAssignment tablet = tables.find(table.id(), placed.lastHash()).orElseThrow();
      Optional<EnlistedServer> other = servers.find(move.other());
      switch (move.stage()) {
        case NONE -> { }
        case TO -> other.ifPresentOrElse(heir -> begin(tablet, heir, move.number()),
            () -> stay(tablet, move.number()));
        case FROM -> other.ifPresentOrElse(source -> letGo(table.id(), source, move.number()),
            () -> settle(table.id(), move.number()));
      }
    }
  }

  /// That table is recorded as dropped: nothing of it goes anywhere any more.
  private void dropped(TableId table) {
    List.copyOf(goingOn.values()).stream()
        .filter(move -> move.tablet().tablet().table().equals(table)).forEach(this::dropped);
  }

  private void dropped(TabletMove move) {
    end(move);
    move.askers().forEach(each -> each.respond(new Refused(
        Refusal.UNKNOWN_TABLE, "table " + move.tablet().tablet().table() + " was dropped")));
  }

  /// Brings a tablet to a server, and answers when it is served there, or will not be.
  void move(MoveTablet request, Responder responder) {
    Optional<TableRecord> known = decided.table(request.table());
    if (known.isEmpty()) {
      tables.find(request.table(), responder);
      return;
    }
    Placed placed = placed(known.get(), request.hash());
    Placed.Move before = placed.move();
    boolean under = before.stage() == Placed.Stage.TO && before.other().equals(request.to());
    if (under) {
      decided.record(() -> follow(before.number(), responder));
    } else if (placed.owner().equals(request.to()) && before.stage() != Placed.Stage.TO) {
      decided.record(() -> tables.find(request.table(), responder));
    } else {
      hindrance(known.get().id(), placed, request.to()).ifPresentOrElse(
          refused -> decided.record(() -> responder.respond(refused)),
          () -> begin(known.get(), placed, request.to(), responder));
    }
  }

  private void follow(long number, Responder responder) {
    TabletMove move = goingOn.get(number);
    if (move == null) {
      responder.respond(new Refused(Refusal.BUSY, "move " + number + " has just ended"));
    } else {
      move.ask(responder);
    }
  }

  private Optional<Refused> hindrance(TableId table, Placed placed, ServerId to) {
    if (!isUp(to)) {
      return refuse(Refusal.TOO_FEW_SERVERS, to + " is not up and cannot serve a tablet");
    }
    if (servers.drained(to)) {
      return refuse(Refusal.TOO_FEW_SERVERS, to + " is being drained and gets no tablet");
    }
    return occupied(table, placed);
  }

  /// Whether something else happens to the tablet; or its owner has yet to take it, which has it as
  /// it was brought there, and not divided or gone.
  private Optional<Refused> occupied(TableId table, Placed placed) {
    boolean held = tables.find(table, placed.lastHash()).filter(tablet ->
        tablet.held() && tablet.tablet().lastHash() == placed.lastHash()
            && tablet.tablet().owner().equals(placed.owner())).isPresent();
    if (!held) {
      return refuse(Refusal.BUSY, placed.owner() + " has not taken that tablet yet");
    }
    if (!isUp(placed.owner())) {
      return refuse(Refusal.BUSY, placed.owner() + ", which had that tablet, is not up");
    }
    return placed.move().stage() == Placed.Stage.NONE ? Optional.empty()
        : refuse(Refusal.BUSY, "move " + placed.move().number() + " of that tablet goes on");
  }

  private boolean isUp(ServerId id) {
    return servers.find(id).filter(EnlistedServer::up).isPresent();
  }

  private void begin(TableRecord table, Placed placed, ServerId to, Responder responder) {
    long number = decided.count(Counters::nextRecovery).recovery();
    decided.changeTable(table.with(placed.lastHash(), each -> each.goingTo(to, number)));
    EnlistedServer heir = servers.find(to).orElseThrow();
    decided.record(() -> {
      begin(tables.find(table.id(), placed.lastHash()).orElseThrow(), heir, number);
      follow(number, responder);
    });
  }

  private void begin(TabletAssignment tablet, EnlistedServer heir, long number) {
    var move = new TabletMove(this, servers.calls(), tablet, heir, number);
    goingOn.put(number, move);
    pool.add(move);
  }

  /// The heir has all of it. Both are up as far as is decided: the tablet was its owner's to give,
  /// and whoever recovers the heir finds it there.
  void gone(TabletMove move, Recovered at) {
    TabletAssignment tablet = move.tablet();
    TableId table = tablet.tablet().table();
    if (!decided.serves(table)) {
      dropped(move);
      return;
    }
    end(move);
    EnlistedServer source = tablet.owner();
    decided.changeTable(decided.table(table).with(
        tablet.tablet().lastHash(), placed -> placed.gone(at)));
    decided.record(() -> {
      tablet.reassign(move.heir(), move.number(), at);
      tables.changed();
      letGo(table, source, move.number());
      LOG.info("{} was {}'s", tablet.tablet(), source.id());
      move.askers().forEach(each -> tables.find(tablet.table(), each));
    });
  }

  /// Nothing comes of it: the tablet stays, and what belongs to the move is refused from then on.
  void stays(TabletMove move, Refused why) {
    if (!decided.serves(move.tablet().tablet().table())) {
      dropped(move);
      return;
    }
    end(move);
    stay(move.tablet(), move.number());
    decided.record(() -> move.askers().forEach(each -> each.respond(why)));
  }

  private void stay(TabletAssignment tablet, long move) {
    long tenure = decided.count(Counters::nextRecovery).recovery();
    decided.changeTable(decided.table(tablet.tablet().table()).with(
        tablet.tablet().lastHash(), placed -> placed.staying(tenure)));
    decided.record(() -> stayed(tablet, tenure, move));
  }

  private static void stayed(TabletAssignment tablet, long tenure, long move) {
    tablet.stay(tenure);
    LOG.info("{} stays there: nothing came of move {}", tablet.tablet(), move);
  }

  /// The source has died: its recovery has the tablet now.
  void lost(TabletMove move) {
    end(move);
    move.askers().forEach(each -> each.respond(new Refused(Refusal.BUSY,
        move.tablet().tablet().owner() + ", which had the tablet, is not up")));
  }

  private void end(TabletMove move) {
    goingOn.remove(move.number());
    pool.retire(move);
  }

  private void letGo(TableId table, EnlistedServer source, long number) {
    pool.add(new TabletGone(this, servers.calls(), table, source, number));
  }

  /// The source has let go of it, or has died: nothing is left of the move.
  void settle(TabletGone gone) {
    pool.retire(gone);
    settle(gone.table(), gone.number());
  }

  private void settle(TableId table, long number) {
    if (!decided.serves(table)) {
      return;
    }
    TableRecord known = decided.table(table);
    decided.changeTable(known.with(known.tablets().stream()
        .map(each -> each.move().number() == number ? each.settled() : each).toList()));
    decided.record(() -> { });
  }

  /// Divides the tablet that has a hash, so that one begins there.
  void split(SplitTablet request, Responder responder) {
    Optional<TableRecord> known = decided.table(request.table());
    if (known.isEmpty()) {
      tables.find(request.table(), responder);
      return;
    }
    TableRecord table = known.get();
    int number = table.number(request.hash());
    Placed placed = table.tablets().get(number);
    Optional<Refused> refused = table.firstHash(number) == request.hash()
        ? Optional.empty() : occupied(table.id(), placed).or(() -> full(table));
    if (refused.isPresent()) {
      decided.record(() -> responder.respond(refused.get()));
      return;
    }
    if (table.firstHash(number) != request.hash()) {
      split(table, number, request.hash());
    }
    decided.record(() -> tables.find(request.table(), responder));
  }

  private static Optional<Refused> full(TableRecord table) {
    return table.tablets().size() < Limits.TABLETS_MAX ? Optional.empty()
        : refuse(Refusal.INVALID, "table '" + table.name() + "' has " + Limits.TABLETS_MAX
            + " tablets, and can have no more");
  }

  private void split(TableRecord table, int number, long hash) {
    List<Placed> pieces = new ArrayList<>(table.tablets());
    pieces.add(number, pieces.get(number).until(hash - 1));
    decided.changeTable(table.with(pieces));
    decided.record(() -> tables.split(tables.find(table.id(), hash).orElseThrow(), hash));
  }

  private static Placed placed(TableRecord table, long hash) {
    return table.tablets().get(table.number(hash));
  }

  private static Optional<Refused> refuse(Refusal reason, String text) {
    return Optional.of(new Refused(reason, text));
  }
}
