package dev.goalkeeper.store.recovery;

import dev.goalkeeper.pools.Budget;
import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.BringTablet;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The part of a master that brings in what others have lost, or give away. Lives in the
/// master's pool, on its thread.
public final class RecoveryMaster {
  /// So that several backups read at once, and what is under way stays small beside a segment.
  static final int FETCHES_IN_FLIGHT_MAX = 8;

  private final Pool pool;
  private final Transport transport;
  private final Members members;
  private final ServerId self;
  private final Tablets tablets;
  private final Budget fetches = new Budget("fetches in flight", FETCHES_IN_FLIGHT_MAX);
  private final Map<String, Replay> replays = new HashMap<>();
  private final SortedMap<Long, TabletArrival> arrivals = new TreeMap<>();

  /// Makes room for tablets in the master.
  @FunctionalInterface
  public interface Tablets {
    /// Begins to take them over, or says why it cannot.
    ///
    /// @param refused is told why, if nothing is returned
    Optional<ReplayTarget> begin(Inbound what, Responder refused);
  }

  public RecoveryMaster(
      Pool pool, Transport transport, Members members, ServerId self, Tablets tablets) {
    this.pool = pool;
    this.transport = transport;
    this.members = members;
    this.self = self;
    this.tablets = tablets;
  }

  /// Takes a request; the answer comes once everything is safe here, or cannot be.
  public void receive(RecoverTablets request, Responder responder) {
    supersede(Inbound.of(request));
    Replay running = replays.get(key(request));
    if (running == null) {
      tablets.begin(Inbound.of(request), responder)
          .ifPresent(target -> begin(request, target, responder));
    } else {
      running.ask(responder);
    }
  }

  /// Another coordinator recovers the same tablets anew: it does not know what came of the recovery
  /// before, and never gives its tablets to anybody.
  private void supersede(Inbound later) {
    replays.values().stream()
        .filter(replay -> Inbound.of(replay.request()).precedes(later))
        .toList().forEach(replay -> replay.supersede(later.number()));
    arrivals.values().stream().filter(arrival -> arrival.what().precedes(later))
        .toList().forEach(arrival -> arrival.supersede(later.number()));
  }

  /// What tells one part of one recovery from all others.
  static String key(RecoverTablets request) {
    LostTablet first = request.tablets().getFirst();
    return "%d/%s/%016x".formatted(request.recovery(), first.table(), first.firstHash());
  }

  Budget.Lane fetches() {
    return fetches.common();
  }

  Optional<Peer> peer(ServerId id) {
    return members.find(id);
  }

  void call(Peer backup, Request question, Completion<Message> answer, long token) {
    transport.call(backup.address(), backup.envelopeFrom(self), question, answer, token);
  }

  /// Takes a tablet that moves; the answer comes once everything is safe here, or cannot be.
  public void receive(BringTablet request, Responder responder) {
    Inbound what = Inbound.of(request.number(), request.tablet());
    supersede(what);
    TabletArrival running = arrivals.get(request.number());
    Optional<Peer> source = peer(request.tablet().owner());
    if (running != null) {
      running.ask(responder);
    } else if (source.isEmpty()) {
      responder.respond(new Refused(
          Refusal.BUSY, self + " has not heard of " + request.tablet().owner() + " yet"));
    } else {
      tablets.begin(what, responder).ifPresent(target -> {
        var arrival = new TabletArrival(this, request, source.get(), target);
        arrivals.put(request.number(), arrival);
        target.whenTaken(() -> forget(arrival));
        arrival.ask(responder);
        pool.add(arrival);
      });
    }
  }

  void forget(TabletArrival arrival) {
    arrivals.remove(arrival.what().number());
    pool.retire(arrival);
  }

  void forget(Replay replay) {
    replays.remove(key(replay.request()));
    pool.retire(replay);
  }

  private void begin(RecoverTablets request, ReplayTarget target, Responder responder) {
    var replay = new Replay(this, request, target);
    replays.put(key(request), replay);
    replay.ask(responder);
    pool.add(replay);
  }
}
