package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.membership.DomainWidth;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.CreateTable;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.GetMembership;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.RenewLease;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Suspect;
import java.util.List;

/// Decides who belongs to the cluster and who serves which tablet.
///
/// It remembers both in memory alone, for now. All of it runs on the thread of its pool: requests
/// come in as events, write state, and leave the rest to the rules.
public final class Coordinator {
  private final Pool pool;
  private final CoordinatorOptions options;
  private final ServerList servers;
  private final Tables tables;

  /// @param pool `coordinator-membership`, for the coordinator alone
  public Coordinator(Pool pool, Transport transport, CoordinatorOptions options) {
    var calls = new Calls(transport);
    this.pool = pool;
    this.options = options;
    this.servers = new ServerList(pool, calls, options.liveness());
    this.tables = new Tables(pool, calls, servers, options.replicas());
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
      case GetMembership asked -> responder.respond(servers.list());
      case RecordEpoch record -> pool.event("epoch " + record.epoch() + " of " + record.master(),
          () -> responder.respond(servers.record(record)));
      case RenewLease renew -> pool.event("lease of " + renew.server(),
          () -> responder.respond(servers.renew(renew)));
      case Suspect suspect -> pool.event("suspect " + suspect.server(),
          () -> responder.respond(servers.suspect(suspect.server())));
      case CreateTable create ->
          pool.event("create table " + create.name(), () -> tables.create(create, responder));
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
        servers.list(), width, width.count(up), servers.epochs(), tables.all());
  }

  private void enlist(Enlist request, Responder responder) {
    if (!request.cluster().equals(options.cluster())) {
      responder.respond(new Refused(Refusal.WRONG_CLUSTER,
          "this is the coordinator of cluster '" + options.cluster() + "', not of '"
              + request.cluster()
              + "': check the server's coordinator address and data directory"));
      return;
    }
    if (servers.full()) {
      responder.respond(new Refused(Refusal.BUSY,
          "the list has " + Limits.MEMBERS_MAX + " servers, crashed ones included, and no room"));
      return;
    }
    ServerId id = servers.enlist(request);
    responder.respond(
        new Enlisted(
            id, options.replicas(), options.segmentBytes(), options.mode(), servers.list()));
  }
}
