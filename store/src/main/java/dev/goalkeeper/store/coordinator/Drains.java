package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.DrainServer;
import dev.goalkeeper.store.wire.Draining;
import dev.goalkeeper.store.wire.MoveTablet;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ServerId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The servers that are being drained. That is in their records: whoever leads goes on with it.
final class Drains {
  private static final Logger LOG = LoggerFactory.getLogger(Drains.class);

  private final Pool pool;
  private final ServerList servers;
  private final Decided decided;
  private final Tables tables;
  private final Moves moves;
  private final int replicas;
  private final Map<ServerId, ServerDrain> goingOn = new TreeMap<>();

  /// Goes on with those that are recorded.
  Drains(Pool pool, ServerList servers, Decided decided, Tables tables, Moves moves) {
    this.pool = pool;
    this.servers = servers;
    this.decided = decided;
    this.tables = tables;
    this.moves = moves;
    this.replicas = tables.replicas();
    List.copyOf(decided.servers()).stream().filter(ServerRecord::draining)
        .forEach(server -> begin(server.member().id()));
  }

  /// Begins to drain a server, or ends it, and answers how far that is.
  void drain(DrainServer request, Responder responder) {
    ServerId id = request.server();
    Optional<ServerRecord> known = decided.server(id).filter(ServerRecord::up);
    boolean change = known.filter(server -> server.draining() != request.drain()).isPresent();
    Optional<Refused> refused = known.isEmpty()
        ? Optional.of(new Refused(Refusal.UNKNOWN_SUBJECT,
            id + " is not up: ./goalkeeper status lists the servers"))
        : change && request.drain() ? tooFew(id) : Optional.empty();
    if (refused.isPresent()) {
      decided.record(() -> responder.respond(refused.get()));
      return;
    }
    if (change) {
      decided.changeServer(known.orElseThrow().draining(request.drain()));
      decided.record(() -> turn(id, request.drain()));
    }
    decided.record(() -> responder.respond(new Draining(left(id))));
  }

  /// Once it is stopped, each master needs as many others as there are replicas.
  private Optional<Refused> tooFew(ServerId id) {
    long others = servers.up().stream()
        .filter(server -> !server.id().equals(id) && !servers.drained(server.id())).count();
    return others > replicas ? Optional.empty()
        : Optional.of(new Refused(Refusal.TOO_FEW_SERVERS, "without " + id + " " + others
            + " servers would be left, and " + replicas + " replicas need " + (replicas + 1)
            + ": start " + (replicas + 1 - others) + " more first"));
  }

  private void turn(ServerId id, boolean drain) {
    LOG.info("{} is {}", id, drain ? "drained" : "not drained any more");
    if (drain) {
      begin(id);
    } else {
      Optional.ofNullable(goingOn.remove(id)).ifPresent(pool::retire);
    }
  }

  private void begin(ServerId id) {
    servers.find(id).ifPresent(server -> {
      var drain = new ServerDrain(this, server);
      goingOn.put(id, drain);
      pool.add(drain);
    });
  }

  /// Rises when tablets come and go.
  Cell<Long> tablets() {
    return tables.changes();
  }

  /// Tablets that a server has.
  int left(ServerId id) {
    return tables.of(id).size();
  }

  /// Who is being drained, and what each of them still has.
  Map<ServerId, Integer> status() {
    Map<ServerId, Integer> status = new TreeMap<>();
    goingOn.keySet().forEach(id -> status.put(id, left(id)));
    return status;
  }

  /// Moves a tablet away from a server.
  ///
  /// @param failures before it, so that another one is tried
  void move(ServerId from, int failures, Responder responder) {
    List<TabletAssignment> left = tables.of(from);
    List<EnlistedServer> heirs = servers.heirs().stream()
        .filter(server -> !server.id().equals(from))
        .sorted(Comparator.comparingInt(server -> left(server.id()))).toList();
    if (heirs.isEmpty() || left.isEmpty()) {
      responder.respond(new Refused(Refusal.BUSY, "nothing can be moved now"));
      return;
    }
    TabletAssignment tablet = left.get(failures % left.size());
    moves.move(new MoveTablet(tablet.table(), tablet.tablet().firstHash(),
        heirs.get(failures % heirs.size()).id()), responder);
  }
}
