package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.membership.DomainWidth;
import dev.goalkeeper.store.metadata.Leadership;
import dev.goalkeeper.store.metadata.MetadataStore;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.AskClients;
import dev.goalkeeper.store.wire.CreateTable;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.DrainServer;
import dev.goalkeeper.store.wire.DropTable;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.GetMembership;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.GetTables;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.MoveTablet;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.RenewClient;
import dev.goalkeeper.store.wire.RenewLease;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.SplitTablet;
import dev.goalkeeper.store.wire.Suspect;
import dev.goalkeeper.store.wire.TableId;
import java.util.List;
import java.util.function.Consumer;

/// Decides who belongs to the cluster and who serves which tablet.
///
/// It goes on where the one before it has stopped, as far as that is recorded; and what it decides
/// it has recorded before anybody hears of it. All of it runs on the thread of its pool: requests
/// come in as events, write state, and leave the rest to the rules.
public final class Coordinator {
  private final Pool pool;
  private final CoordinatorOptions options;
  private final Mandate mandate;
  private final Journal journal;
  private final Decided decided;
  private final ServerList servers;
  private final Tables tables;
  private final Moves moves;
  private final Drains drains;
  private final LeasedClients clients;
  private boolean over;

  /// What it leads by.
  ///
  /// @param leadership as it was elected
  /// @param store in which it was elected
  /// @param end is told once, in one line, that another one leads: no word of this one may leave
  ///     any more
  public record Mandate(Leadership leadership, MetadataStore store, Consumer<String> end) {}

  /// For the pool's thread.
  ///
  /// @param pool `coordinator-membership`, for the coordinator alone
  /// @throws UnreadableRecord if it cannot go on with what is recorded
  public Coordinator(
      Pool pool, Transport transport, CoordinatorOptions options, Mandate mandate) {
    this.pool = pool;
    this.options = options;
    this.mandate = mandate;
    Leadership lead = mandate.leadership();
    var calls = new Calls(transport, lead.term(), this::deposed);
    this.journal = new Journal(mandate.store(), lead.term(), lead.writes(), this::deposed);
    pool.add(journal);
    this.decided = Decided.read(options, lead.records(), journal);
    this.servers = new ServerList(pool, calls, decided, options.liveness());
    this.tables = new Tables(pool, calls, servers, decided, options.replicas());
    this.moves = new Moves(pool, servers, decided, tables);
    this.drains = new Drains(pool, servers, decided, tables, moves);
    this.clients = new LeasedClients(pool.world(), decided);
  }

  /// What holds for the whole cluster.
  public CoordinatorOptions options() {
    return options;
  }

  /// Who belongs to the cluster. For the pool's thread.
  public ServerList servers() {
    return servers;
  }

  /// Who serves what. For the pool's thread.
  public Tables tables() {
    return tables;
  }

  /// Takes a request; the answer may come later.
  public void receive(Request.ToCoordinator request, Responder responder) {
    switch (request) {
      case Enlist enlist ->
          pool.event("enlist " + enlist.address(), () -> enlist(enlist, responder));
      case GetMembership asked -> pool.event("get membership",
          () -> decided.record(() -> responder.respond(servers.list())));
      case RecordEpoch record -> pool.event("epoch " + record.epoch() + " of " + record.master(),
          () -> servers.record(record, up -> responder.respond(recorded(record, up))));
      case RenewLease renew -> pool.event("lease of " + renew.server(),
          () -> responder.respond(servers.renew(renew)));
      case Suspect suspect -> {
        pool.event("suspect " + suspect.server(), () -> servers.suspect(suspect.server()));
        responder.respond(new Pong());
      }
      case RenewClient renew ->
          pool.event("lease of client " + renew.client(), () -> clients.renew(renew, responder));
      case AskClients ask -> pool.event("ask clients", () -> clients.ask(ask, responder));
      case CreateTable create ->
          pool.event("create table " + create.name(), () -> tables.create(create, responder));
      case DrainServer drain ->
          pool.event("drain " + drain.server(), () -> drains.drain(drain, responder));
      case DropTable(TableId table) ->
          pool.event("drop table " + table, () -> tables.drop(table, responder));
      case MoveTablet move -> pool.event("move a tablet of " + move.table() + " to " + move.to(),
          () -> moves.move(move, responder));
      case SplitTablet split -> pool.event("split a tablet of " + split.table(),
          () -> moves.split(split, responder));
      case GetTables asked -> pool.event("get tables",
          () -> decided.record(() -> responder.respond(tables.list())));
      case GetTable asked ->
          pool.event("get table " + asked.name(), () -> tables.find(asked.name(), responder));
    }
  }

  /// How the cluster stands. For the pool's thread.
  public CoordinatorStatus status() {
    List<Member> up =
        servers.up().stream().map(EnlistedServer::member).toList();
    DomainWidth width = DomainWidth.widest(up, options.replicas());
    return new CoordinatorStatus(
        options.cluster(), options.replicas(), options.segmentBytes(), options.mode(),
        servers.list(), width, width.count(up), servers.epochs(), tables.all(),
        tables.dropping(), drains.status(),
        mandate.leadership().term(), journal.pending());
  }

  private void enlist(Enlist request, Responder responder) {
    if (!request.cluster().equals(options.cluster())) {
      responder.respond(new Refused(Refusal.WRONG_CLUSTER,
          "this is the coordinator of cluster '" + options.cluster() + "', not of '"
              + request.cluster()
              + "': check the server's coordinator address, --cluster and data directory"));
      return;
    }
    if (servers.full()) {
      responder.respond(new Refused(Refusal.BUSY,
          "the list has " + Limits.MEMBERS_MAX + " servers, crashed ones included, and no room"));
      return;
    }
    servers.enlist(request, (id, list) -> responder.respond(new Enlisted(
        id, options.replicas(), options.segmentBytes(), options.mode(), list)));
  }

  private static Reply.ToCommand recorded(RecordEpoch request, boolean up) {
    return up ? new Done() : new Refused(Refusal.UNKNOWN_SENDER, request.master()
        + " is not up: its log belongs to whoever recovers it, and the server has to end");
  }

  private void deposed() {
    if (!over) {
      over = true;
      mandate.end().accept("this coordinator's term " + mandate.leadership().term()
          + " is over: another one leads; start it again as a standby");
    }
  }
}
