package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.membership.Leases;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Leased;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.RenewLease;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.ServerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server list: who has enlisted, who is up. Each change makes a new version of the whole.
///
/// Invariant: an id is given once; of one index at most one incarnation is up.
public final class ServerList {
  private static final Logger LOG = LoggerFactory.getLogger(ServerList.class);

  private static final Leased LEASED = new Leased((int) Leases.LENGTH.toMillis());

  private final Pool pool;
  private final Calls calls;
  private final Liveness liveness;
  private final LeaseGrants grants;
  private final Map<ServerId, EnlistedServer> servers = new TreeMap<>();
  private final Map<Integer, Integer> incarnations = new HashMap<>();
  private final Cell<Membership> list = new Cell<>(Membership.NONE);
  private int lastIndex;

  ServerList(Pool pool, Calls calls, Liveness liveness) {
    this.pool = pool;
    this.calls = calls;
    this.liveness = liveness;
    this.grants = new LeaseGrants(pool.world(), pool.world()::nanos);
  }

  Liveness liveness() {
    return liveness;
  }

  /// What the coordinator says to servers goes out there.
  public Calls calls() {
    return calls;
  }

  /// The newest list, for who acts on its changes.
  public Cell<Membership> changes() {
    return list;
  }

  Membership list() {
    return list.get();
  }

  /// Who is up, in the order of ids.
  public List<EnlistedServer> up() {
    return servers.values().stream().filter(EnlistedServer::up).toList();
  }

  /// The server of that id, if it was ever listed.
  public Optional<EnlistedServer> find(ServerId id) {
    return Optional.ofNullable(servers.get(id));
  }

  /// Who has crashed, in the order of ids.
  public List<EnlistedServer> crashed() {
    return servers.values().stream().filter(server -> !server.up()).toList();
  }

  boolean full() {
    return servers.size() >= Limits.MEMBERS_MAX;
  }

  /// Lists a server under a new id; whoever was listed as up at its address, or with its disk, is
  /// given up by the same version.
  ServerId enlist(Enlist request) {
    for (EnlistedServer earlier : up()) {
      boolean sameAddress = earlier.member().address().equals(request.address());
      if (sameAddress || earlier.id().equals(request.formerSelf())) {
        LOG.info("{} has crashed: it enlists again from {}", earlier.id(), request.address());
        earlier.crashed();
      }
    }
    ServerId id = nextId(request.formerSelf());
    var member = new Member(id, request.address(), request.domain(), Member.Status.UP);
    var server = new EnlistedServer(this, member, grants.none());
    servers.put(id, server);
    publish();
    pool.add(server);
    server.heardFrom();
    pool.add(new Dissemination(calls, server, list, list.get().version()));
    LOG.info("{} has enlisted from {}, {} up", id, request.address(), up().size());
    return id;
  }

  /// Status and epoch of a master are one record: what was given up changes no more.
  Reply.ToCommand record(RecordEpoch request) {
    EnlistedServer master = servers.get(request.master());
    if (master == null || !master.up()) {
      return new Refused(Refusal.UNKNOWN_SENDER, request.master()
          + " is not up: its log belongs to whoever recovers it, and the server has to end");
    }
    master.record(request.epoch());
    return new Done();
  }

  /// Grants a lease to who is up; it is reckoned with until it is over, whatever happens.
  Reply.ToRenewLease renew(RenewLease request) {
    EnlistedServer server = servers.get(request.server());
    if (server == null || !server.up()) {
      return new Refused(Refusal.UNKNOWN_SENDER, request.server()
          + " is not up: others serve its tablets, and the server has to end");
    }
    if (!grants.mayGrant()) {
      return new Refused(
          Refusal.BUSY, "this coordinator has not been able to prove that it still leads");
    }
    server.leased(grants.endOfOneFromNow());
    return LEASED;
  }

  /// Somebody does not reach that server: it is asked at once, and is given up only if it does not
  /// answer here either.
  Reply.ToCommand suspect(ServerId id) {
    find(id).ifPresent(EnlistedServer::suspect);
    return new Done();
  }

  /// The epochs of all masters that have one, in the order of their ids.
  SortedMap<ServerId, Epoch> epochs() {
    SortedMap<ServerId, Epoch> recorded = new TreeMap<>();
    servers.forEach((id, server) -> {
      if (!server.epoch().equals(Epoch.NONE)) {
        recorded.put(id, server.epoch());
      }
    });
    return recorded;
  }

  void giveUp(EnlistedServer server) {
    server.crashed();
    publish();
    LOG.info("{} at {} has crashed: {} pings in a row were not answered, {} up",
        server.id(), server.member().address(), server.misses(), up().size());
  }

  /// A server that has crashed has left nothing behind: it is listed no more, and what backups keep
  /// of its log is of no use.
  public void remove(EnlistedServer server) {
    servers.remove(server.id());
    publish();
    LOG.info("{} is listed no more", server.id());
  }

  /// A disk that was written before keeps its server's index, so that people recognize it. The disk
  /// may come from an earlier life of the coordinator, which this one knows nothing of.
  private ServerId nextId(ServerId former) {
    int index = former.equals(ServerId.NONE) ? lastIndex + 1 : former.index();
    lastIndex = Math.max(lastIndex, index);
    int incarnation = 1 + Math.max(incarnations.getOrDefault(index, 0), former.incarnation());
    incarnations.put(index, incarnation);
    return ServerId.of(index, incarnation);
  }

  private void publish() {
    List<Member> members = servers.values().stream().map(EnlistedServer::member).toList();
    list.set(new Membership(list.get().version() + 1, members));
  }
}
