package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Whether each server follows one coordinator: once it has obeyed a command of one term, it obeys
/// none of an earlier term that comes later.
final class TermOracle implements SimNetwork.MessageObserver {
  /// By server, and by when the command of that term came.
  private final Map<SimTransport, NavigableMap<Long, Long>> followed = new HashMap<>();

  private final SimulatedWorld world;

  TermOracle(SimulatedWorld world) {
    this.world = world;
  }

  @Override
  public void sent(Address from, Address to, Message message) {}

  @Override
  public Consumer<Message> arrived(SimTransport at, SimNetwork.Arrival request) {
    long term = request.frame().envelope().term();
    if (term == 0) {
      return SimNetwork.MessageObserver::nothing;
    }
    long number = request.number();
    String kind = request.frame().message().getClass().getSimpleName();
    return answer -> {
      if (!(answer instanceof Refused)) {
        obeyed(at, number, term, kind);
      }
    };
  }

  private void obeyed(SimTransport server, long number, long term, String kind) {
    NavigableMap<Long, Long> terms = followed.computeIfAbsent(server, any -> new TreeMap<>());
    Map.Entry<Long, Long> before = terms.lowerEntry(number);
    if (before != null && before.getValue() > term) {
      String what = "obeyed after the coordinator of term " + before.getValue() + ", at "
          + server.address() + ": " + kind + " of term " + term;
      world.schedule(0, () -> {
        throw new AssertionError(what);
      });
    }
    if (before == null || before.getValue() < term) {
      terms.put(number, term);
    }
  }
}
