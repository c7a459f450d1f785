package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.wire.Absent;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Increment;
import dev.goalkeeper.store.wire.Incremented;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Mismatch;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Remove;
import dev.goalkeeper.store.wire.Removed;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.Value;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Sees every answer of every master as it leaves: once another process has served a key, nobody
/// who served it before tells what is there, or does what it is asked for from then on. What was
/// done before it may still say.
final class OneServes implements SimNetwork.MessageObserver {
  private final SimulatedWorld world;

  /// By whom each key was served, in turn; the present one is the last.
  private final Map<Place, List<Served>> keys = new HashMap<>();

  /// What each process was given to serve.
  private final Map<SimTransport, List<Tablet>> given = new HashMap<>();

  OneServes(SimulatedWorld world) {
    this.world = world;
  }

  @Override
  public void sent(Address from, Address to, Message message) {}

  @Override
  public Consumer<Message> arrived(SimTransport at, SimNetwork.Arrival request) {
    return switch (request.frame().message()) {
      case TakeTablet take -> {
        given.computeIfAbsent(at, any -> new ArrayList<>()).add(take.tablet());
        yield SimNetwork.MessageObserver::nothing;
      }
      case Read read -> of(read.table(), read.key(), at);
      case Write write -> of(write.table(), write.key(), at);
      case Remove remove -> of(remove.table(), remove.key(), at);
      case Increment increment -> of(increment.table(), increment.key(), at);
      case Message other -> SimNetwork.MessageObserver::nothing;
    };
  }

  private record Place(TableId table, Bytes key) {}

  /// @param tenure in which it was given to that process last
  private record Served(SimTransport by, long tenure) {}

  /// The key's memory is another request's by the time of the answer.
  private Consumer<Message> of(TableId table, Bytes key, SimTransport at) {
    var place = new Place(table, Bytes.of(key.array().clone()));
    boolean late = turn(place, at) == Turn.OVER;
    return answer -> served(place, at, late, answer);
  }

  private enum Turn { NEVER, NOW, OVER }

  /// Whose turn it is to serve a key, as far as answers have shown.
  private Turn turn(Place key, SimTransport at) {
    List<Served> by = keys.getOrDefault(key, List.of());
    if (by.isEmpty() || by.getLast().by() == at) {
      return by.isEmpty() ? Turn.NEVER : Turn.NOW;
    }
    long tenure = tenure(key, at);
    return by.stream().anyMatch(served -> served.by() == at && served.tenure() >= tenure)
        ? Turn.OVER : Turn.NEVER;
  }

  /// A tablet can come back to a process that has served it before: then in a later tenure.
  private long tenure(Place key, SimTransport at) {
    long hash = KeyHash.of(key.key());
    return given.getOrDefault(at, List.of()).stream()
        .filter(tablet -> tablet.table().equals(key.table()) && tablet.contains(hash))
        .mapToLong(Tablet::tenure).max().orElse(-1);
  }

  /// @param late whether it was asked when its turn was over already
  private void served(Place key, SimTransport at, boolean late, Message answer) {
    boolean observes = answer instanceof Value || answer instanceof Absent
        || answer instanceof Mismatch
        || (answer instanceof Refused refused && refused.reason() == Refusal.NOT_A_NUMBER);
    boolean does = answer instanceof Written || answer instanceof Removed
        || answer instanceof Incremented;
    if (!observes && !does) {
      return;
    }
    Turn turn = turn(key, at);
    List<Served> by = keys.computeIfAbsent(key, any -> new ArrayList<>());
    if (turn == Turn.NEVER) {
      by.add(new Served(at, tenure(key, at)));
    } else if (turn == Turn.OVER && (observes || late)) {
      String what = (observes ? "stale: " : "zombie: ") + at.address() + " answers for " + key
          + " after " + by.getLast().by().address() + " has served it: " + answer;
      world.schedule(0, () -> {
        throw new IllegalStateException(what);
      });
    }
  }
}
