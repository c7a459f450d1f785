package dev.goalkeeper.store.client;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.membership.Coordinators;
import dev.goalkeeper.store.transport.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The slots of a client, the calls that wait for one, and the tables' maps. For the pool's thread.
final class Slots {
  private final Pool pool;
  private final Transport transport;
  private final Coordinators coordinators;
  private final ClientOptions options;
  private final List<Slot> all = new ArrayList<>();
  private final ArrayDeque<Slot> free = new ArrayDeque<>();
  private final ArrayDeque<Call> waiting = new ArrayDeque<>();
  private final Set<Batch<?, ?>> batches = new LinkedHashSet<>();
  private final Map<String, TableMap> maps = new HashMap<>();
  private @Nullable Lease lease;

  Slots(Pool pool, Transport transport, ClientOptions options) {
    this.pool = pool;
    this.transport = transport;
    this.coordinators = new Coordinators(transport, options.coordinators());
    this.options = options;
  }

  Transport transport() {
    return transport;
  }

  Coordinators coordinators() {
    return coordinators;
  }

  /// Gives the call to a free slot, or lets it wait for one.
  void take(Call call) {
    if (call.repeat() instanceof Repeat.Again(Ticket ticket, var _)
        && !ticket.take()) {
      call.end().accept(new Result.Unknown("nobody can tell any more what came of it: too many"
          + " mutations were begun since, or it is being found out already"));
      return;
    }
    Slot slot = free.pollLast();
    if (slot != null) {
      slot.begin(call);
    } else if (all.size() < options.outstanding()) {
      add().begin(call);
    } else {
      waiting.add(call);
    }
  }

  void free(Slot slot) {
    Call next = waiting.poll();
    if (next == null) {
      free.addLast(slot);
    } else {
      slot.begin(next);
    }
  }

  /// Begins many calls, some at a time.
  void take(Batch<?, ?> batch) {
    batches.add(batch);
    batch.pump();
  }

  void ended(Batch<?, ?> batch) {
    batches.remove(batch);
  }

  /// Ends every call that is here.
  void abandon() {
    List.copyOf(batches).forEach(Batch::abandon);
    List.copyOf(waiting).forEach(call -> call.end().accept(
        new Result.NotDone("the client was closed")));
    waiting.clear();
    all.forEach(Slot::abandon);
  }

  /// The client's lease; it is opened when somebody wants it.
  Lease lease() {
    Lease known = lease;
    if (known == null) {
      known = new Lease(coordinators);
      lease = known;
      pool.add(known);
    }
    return known;
  }

  /// The map of a table; it may know nothing yet.
  TableMap map(String table) {
    return maps.computeIfAbsent(table, this::addMap);
  }

  private Slot add() {
    var slot = new Slot(this, all.size() + 1);
    all.add(slot);
    pool.add(slot);
    return slot;
  }

  private TableMap addMap(String table) {
    var map = new TableMap(coordinators, table);
    pool.add(map);
    return map;
  }
}
