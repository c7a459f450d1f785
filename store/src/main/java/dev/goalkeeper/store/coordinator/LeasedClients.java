package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.membership.Leases;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.AskClients;
import dev.goalkeeper.store.wire.ClientLeased;
import dev.goalkeeper.store.wire.ClientsEnded;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.RenewClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The clients whose leases live: as long as one does, masters keep what came of its mutations.
///
/// A lease ends when somebody asks about it after its time, or when another block is drawn, not by
/// itself. That is recorded before anybody hears of it, and never undone. How long the others live
/// is not recorded: after a change of leaders each id that may have been given out has a whole
/// lease before it.
///
/// For the pool's thread.
final class LeasedClients {
  /// A client that is stopped for longer has no results any more.
  static final Duration LENGTH = Duration.ofSeconds(10);

  private final World world;
  private final Decided decided;
  private final Map<Long, Long> endsNanos = new TreeMap<>();
  private long next;
  private long blockEnd;
  private long recordedBlock;

  LeasedClients(World world, Decided decided) {
    this.world = world;
    this.decided = decided;
    decided.clients().alive().forEach(this::prolong);
  }

  /// Gives out a lease, or prolongs the client's.
  void renew(RenewClient request, Responder responder) {
    long client = request.client();
    if (client == 0) {
      open(responder);
    } else if (endsNanos.containsKey(client)) {
      prolong(client);
      responder.respond(leased(client));
    } else {
      decided.record(() -> responder.respond(new Refused(Refusal.CLIENT_ENDED,
          "the lease of client " + client + " has ended: ask for another one")));
    }
  }

  /// Tells which leases have ended. The others live, since this coordinator led when it was asked.
  void ask(AskClients question, Responder responder) {
    long now = world.nanos();
    question.clients().forEach(client -> endIfOver(client, now));
    List<Long> ended = question.clients().stream()
        .filter(client -> !endsNanos.containsKey(client)).toList();
    decided.record(() -> responder.respond(new ClientsEnded(ended)));
  }

  private void open(Responder responder) {
    if (next == blockEnd) {
      draw();
    }
    long client = next++;
    prolong(client);
    if (recordedBlock == decided.clients().drawn()) {
      responder.respond(leased(client));
    } else {
      decided.record(() -> responder.respond(leased(client)));
    }
  }

  private void draw() {
    long now = world.nanos();
    List.copyOf(endsNanos.keySet()).forEach(client -> endIfOver(client, now));
    ClientBlocks more = decided.clients().draw();
    decided.changeClients(more);
    next = ClientBlocks.first(more.drawn());
    blockEnd = next + ClientBlocks.IDS;
    decided.record(() -> recordedBlock = more.drawn());
  }

  private void endIfOver(long client, long now) {
    Long ends = endsNanos.get(client);
    if (ends != null && ends - now <= 0) {
      endsNanos.remove(client);
      decided.changeClients(decided.clients().end(client));
    }
  }

  private void prolong(long client) {
    endsNanos.put(client, world.nanos() + Leases.atLeast(LENGTH));
  }

  private static ClientLeased leased(long client) {
    return new ClientLeased(client, (int) LENGTH.toMillis());
  }
}
