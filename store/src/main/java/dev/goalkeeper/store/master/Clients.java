package dev.goalkeeper.store.master;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/// The clients of a master: their results, whose lease it has heard of, and the mutations that wait
/// to hear. [ClientLeases] asks.
///
/// A mutation that is new is done only if the coordinator has said that its client's lease lives,
/// when asked after this master last took over somebody else's tablets. Whoever served those may
/// have let the client's results go, if the lease had ended by then; and a lease that has ended
/// never comes back. From then on results are let go by this master alone, which forgets the client
/// with them.
final class Clients {
  /// Of a thousand bytes or so each at rest; more would be others' memory.
  static final int CLIENTS_MAX = 1 << 16;

  /// Mutations that wait for one answer of the coordinator, which takes a millisecond.
  static final int WAITING_MAX = 1 << 10;

  private final Results results;
  private final Cell<Boolean> wanted = new Cell<>(false);
  private final NavigableMap<Long, List<Waiting>> waiting = new TreeMap<>();
  private int waitingCount;
  private long adoptions = 1;
  private final NavigableSet<Long> due = new TreeSet<>();

  /// @param died is told of each reference into the log that is needed no more
  Clients(LongConsumer died) {
    this.results = new Results(died);
  }

  /// A mutation that waits, and what it is answered through.
  ///
  /// @param request a copy, which stays valid
  record Waiting(Request.Mutation request, Responder responder) {}

  Results results() {
    return results;
  }

  /// Whether somebody is to be asked about.
  Cell<Boolean> wanted() {
    return wanted;
  }

  /// Whether the lease is known to have lived late enough.
  boolean known(ClientResults client) {
    return client.heard() >= adoptions;
  }

  /// Takes over what has come with tablets of another master.
  void adopt(Results others) {
    adoptions++;
    results.merge(others);
  }

  boolean full() {
    return waitingCount >= WAITING_MAX || results.clients() >= CLIENTS_MAX;
  }

  /// Lets a mutation wait until the coordinator has told whether its client lives.
  void hold(long client, Waiting mutation) {
    waiting.computeIfAbsent(client, _ -> new ArrayList<>()).add(mutation);
    waitingCount++;
    wanted.set(true);
  }

  /// All of them are to be asked about once: those that are gone hold memory here.
  void review() {
    results.forEach(client -> due.add(client.client()));
    wanted.set(!due.isEmpty() || !waiting.isEmpty());
  }

  /// Whom to ask about next: first those who wait.
  List<Long> question() {
    Collection<Long> from = waiting.isEmpty() ? due : waiting.keySet();
    return from.stream().limit(Limits.CLIENTS_MAX).toList();
  }

  long adoptions() {
    return adoptions;
  }

  /// The coordinator has told of each client in question.
  ///
  /// @param adoption as of when it was asked
  /// @param again is given each mutation that may be done now
  void learn(List<Long> asked, List<Long> ended, long adoption,
      BiConsumer<Request.Mutation, Responder> again) {
    asked.forEach(due::remove);
    var gone = new TreeSet<>(ended);
    for (long client : asked) {
      List<Waiting> waited = released(client);
      if (gone.contains(client)) {
        results.forget(client);
        waited.forEach(each -> each.responder().respond(ended(client)));
      } else {
        results.of(client).hear(adoption);
        waited.forEach(each -> again.accept(each.request(), each.responder()));
      }
    }
    wanted.set(!due.isEmpty() || !waiting.isEmpty());
  }

  /// The coordinator does not answer: who waits may ask again, and others go on.
  void dismiss() {
    List.copyOf(waiting.keySet()).forEach(client -> released(client).forEach(
        each -> each.responder().respond(new Refused(Refusal.BUSY,
            "the coordinator has not told whether client " + client + " lives"))));
    wanted.set(!due.isEmpty());
  }

  private List<Waiting> released(long client) {
    List<Waiting> waited = waiting.remove(client);
    if (waited == null) {
      return List.of();
    }
    waitingCount -= waited.size();
    return waited;
  }

  private static Refused ended(long client) {
    return new Refused(Refusal.CLIENT_ENDED, "the lease of client " + client
        + " has ended: what it has sent is never done from now on");
  }
}
