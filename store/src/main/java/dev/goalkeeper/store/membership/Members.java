package dev.goalkeeper.store.membership;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.ServerId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A server's view of who belongs to the cluster: the newest list, and a [Peer] for each server
/// that was ever in one, this server included.
///
/// For the pool's thread only: a list from outside comes in as an event, and an event or an action
/// applies it.
public final class Members {
  private final Pool pool;
  private final Consumer<Address> disconnect;
  private final Map<ServerId, Peer> peers = new TreeMap<>();
  private final Cell<Long> changes = new Cell<>(0L);
  private final Set<ServerId> listed = new HashSet<>();
  private final Set<ServerId> departed = new HashSet<>();
  private Membership newest = Membership.NONE;
  private List<Peer> up = List.of();

  /// @param pool in which the peers live, with the tasks that link to them
  /// @param disconnect ends the connection to the address of a server that is down
  public Members(Pool pool, Consumer<Address> disconnect) {
    this.pool = pool;
    this.disconnect = disconnect;
  }

  /// Takes over a list, unless a newer one is here already.
  public void apply(Membership list) {
    if (list.version() <= newest.version()) {
      return;
    }
    newest = list;
    list.members().forEach(member -> listed.add(member.id()));
    departed.addAll(listed);
    list.members().forEach(member -> departed.remove(member.id()));
    List<Member> alive = list.members().stream().filter(Member::up).toList();
    var ids = alive.stream().map(Member::id).collect(Collectors.toSet());
    peers.values().stream().filter(peer -> !ids.contains(peer.id())).forEach(Peer::crashed);
    alive.forEach(this::meet);
    up = peers.values().stream().filter(Peer::up).toList();
    changes.set(list.version());
  }

  /// The server of that id, if it was ever listed as up here.
  public Optional<Peer> find(ServerId id) {
    return Optional.ofNullable(peers.get(id));
  }

  /// Whether that server was listed once, up or crashed, and is listed no more: what it held is
  /// others' now. Of one that no list here ever named nothing is said.
  public boolean departed(ServerId id) {
    return departed.contains(id);
  }

  /// Who is up, in the order of ids; immutable.
  public List<Peer> up() {
    return up;
  }

  /// The version of the newest list, set after all of it is applied.
  public Cell<Long> changes() {
    return changes;
  }

  /// The newest list.
  public Membership list() {
    return newest;
  }

  private void meet(Member member) {
    if (!peers.containsKey(member.id())) {
      var peer = new Peer(member, disconnect);
      peers.put(member.id(), peer);
      pool.add(peer);
    }
  }
}
