package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.membership.Leases;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Leased;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.RenewLease;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.ServerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server list: who has enlisted, who is up. Each change makes a new version of the whole,
/// which is published once it is recorded.
///
/// Invariant: an id is given once; of one index at most one incarnation is up.
public final class ServerList {
  private static final Logger LOG = LoggerFactory.getLogger(ServerList.class);

  private static final Leased LEASED = new Leased((int) Leases.LENGTH.toMillis());

  private final Pool pool;
  private final Calls calls;
  private final Liveness liveness;
  private final LeaseGrants grants;
  private final Decided decided;
  private final Map<ServerId, EnlistedServer> servers = new TreeMap<>();
  private final Cell<Membership> list;

  /// With the servers that are recorded: who was up stays up until it does not answer.
  ServerList(Pool pool, Calls calls, Decided decided, Liveness liveness) {
    this.pool = pool;
    this.calls = calls;
    this.decided = decided;
    this.liveness = liveness;
    this.grants = new LeaseGrants(pool.world(), decided);
    this.list = new Cell<>(decided.list());
    decided.servers().forEach(server -> list(server, 0, grants.endOfEarlier()));
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

  /// Who is up, in the order of ids; who was just given up is not, listed or not.
  public List<EnlistedServer> up() {
    return servers.values().stream().filter(EnlistedServer::up).toList();
  }

  /// Who may be given tablets: those who are up and are not drained; all who are up, if every one
  /// of them is.
  public List<EnlistedServer> heirs() {
    List<EnlistedServer> open = up().stream().filter(server -> !drained(server.id())).toList();
    return open.isEmpty() ? up() : open;
  }

  /// Whether that server is to have no tablets.
  boolean drained(ServerId id) {
    return decided.server(id).filter(ServerRecord::draining).isPresent();
  }

  /// The server of that id, if it is listed.
  public Optional<EnlistedServer> find(ServerId id) {
    return Optional.ofNullable(servers.get(id));
  }

  /// Who is listed, up or crashed. Whoever is not has no lease: it has ended its days before.
  List<EnlistedServer> listed() {
    return List.copyOf(servers.values());
  }

  /// Who is listed as crashed, in the order of ids.
  public List<EnlistedServer> crashed() {
    return servers.values().stream().filter(server -> !server.member().up()).toList();
  }

  boolean full() {
    return decided.servers().size() >= Limits.MEMBERS_MAX;
  }

  /// Lists a server under a new id; whoever was listed as up at its address, or with its disk, is
  /// given up by the same version. Who is listed and has not heard of it is told again.
  ///
  /// @param listed is told the id and the list, once both are recorded
  void enlist(Enlist request, BiConsumer<ServerId, Membership> listed) {
    decided.servers().stream().filter(each -> each.asksAgain(request)).findFirst()
        .ifPresentOrElse(known -> decided.record(() -> tell(known.member().id(), request, listed)),
            () -> enlistAnew(request, listed));
  }

  /// Unless it was given up meanwhile.
  private void tell(ServerId id, Enlist request, BiConsumer<ServerId, Membership> listed) {
    if (find(id).filter(EnlistedServer::up).isPresent()) {
      listed.accept(id, list());
    } else {
      enlist(request, listed);
    }
  }

  private void enlistAnew(Enlist request, BiConsumer<ServerId, Membership> listed) {
    List<ServerRecord> replaced = decided.servers().stream().filter(ServerRecord::up)
        .filter(earlier -> earlier.member().address().equals(request.address())
            || earlier.member().id().equals(request.formerSelf())).toList();
    replaced.forEach(earlier -> {
      LOG.info("{} has crashed: it enlists again from {}",
          earlier.member().id(), request.address());
      crash(earlier.member().id());
    });
    ServerId id = nextId(request.formerSelf());
    var server = ServerRecord.of(id, request);
    decided.changeServer(server);
    decided.count(before -> before.enlisted(id));
    publish(published -> {
      replaced.forEach(earlier -> recorded(earlier.crashed()));
      list(server, published.version(), grants.none()).heardFrom();
      LOG.info("{} has enlisted from {}, {} up", id, request.address(), up().size());
      listed.accept(id, published);
    });
  }

  /// Raises a master's epoch. Status and epoch of a master are one record: what was given up
  /// changes no more.
  ///
  /// @param answered is told, once it is recorded, whether the master is up
  void record(RecordEpoch request, Consumer<Boolean> answered) {
    Optional<ServerRecord> raised = decided.server(request.master())
        .filter(ServerList::mayRaise).map(master -> master.with(request.epoch()));
    raised.ifPresent(decided::changeServer);
    decided.record(() -> {
      raised.ifPresent(this::recorded);
      answered.accept(raised.isPresent());
    });
  }

  private static boolean mayRaise(ServerRecord master) {
    return master.up();
  }

  /// Grants a lease to who is up; it is reckoned with until it is over, whatever happens.
  Reply.ToRenewLease renew(RenewLease request) {
    EnlistedServer server = servers.get(request.server());
    if (server == null || !server.up()) {
      return new Refused(Refusal.UNKNOWN_SENDER, request.server()
          + " is not up: others serve its tablets, and the server has to end");
    }
    if (!grants.mayGrant()) {
      return new Refused(Refusal.NOT_LEADING, "this coordinator has yet to prove that it leads");
    }
    server.leased(grants.endOfOneFromNow());
    return LEASED;
  }

  /// Somebody does not reach that server: it is asked at once, and is given up only if it does not
  /// answer here either.
  void suspect(ServerId id) {
    find(id).ifPresent(EnlistedServer::suspect);
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
    crash(server.id());
    publish(published -> {
      decided.server(server.id()).ifPresent(this::recorded);
      LOG.info("{} at {} has crashed: {} pings in a row were not answered, {} up",
          server.id(), server.member().address(), server.misses(), up().size());
    });
  }

  /// A server that has crashed has left nothing behind: it is listed no more, and what backups keep
  /// of its log is of no use.
  public void remove(EnlistedServer server) {
    decided.remove(server.id());
    publish(published -> {
      servers.remove(server.id());
      LOG.info("{} is listed no more", server.id());
    });
  }

  /// Draws the number of a recovery: above all that any coordinator has drawn.
  ///
  /// @param drawn is told the number, once nobody else can draw it
  public void nextRecovery(LongConsumer drawn) {
    long number = decided.count(Counters::nextRecovery).recovery();
    decided.record(() -> drawn.accept(number));
  }

  private void crash(ServerId id) {
    decided.server(id).ifPresent(server -> decided.changeServer(server.crashed()));
    find(id).ifPresent(EnlistedServer::doom);
  }

  private void recorded(ServerRecord record) {
    find(record.member().id()).ifPresent(server -> server.recorded(record));
  }

  /// A disk that was written before keeps its server's index, so that people recognize it. Its
  /// incarnation is above all that the index has had: those that are listed, and those that are
  /// listed no more, of which the highest is remembered.
  private ServerId nextId(ServerId former) {
    if (former.equals(ServerId.NONE)) {
      return ServerId.of(decided.counters().index() + 1, 1);
    }
    int listed = decided.servers().stream().map(server -> server.member().id())
        .filter(id -> id.index() == former.index()).mapToInt(ServerId::incarnation)
        .max().orElse(0);
    int removed = decided.counters().incarnation();
    return ServerId.of(
        former.index(), 1 + Math.max(former.incarnation(), Math.max(listed, removed)));
  }

  /// Has what was changed recorded, and then published.
  ///
  /// @param effect on the servers, before the list says so
  private void publish(Consumer<Membership> effect) {
    decided.count(Counters::nextList);
    Membership next = decided.list();
    decided.record(() -> {
      effect.accept(next);
      list.set(next);
    });
  }

  /// @param leaseEndNanos when the last lease is over that it may have
  private EnlistedServer list(ServerRecord record, long told, long leaseEndNanos) {
    var server = new EnlistedServer(this, record, leaseEndNanos);
    servers.put(record.member().id(), server);
    pool.add(server);
    pool.add(new Dissemination(calls, server, list, told));
    return server;
  }
}
