package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What a scenario does to messages on purpose: cuts processes off, loses or delays a certain
/// message.
final class Interference implements SimNetwork.Detour {
  private final SimulatedWorld world;
  private final Set<String> cutOff = new TreeSet<>();
  private final List<Predicate<Passage>> blocked = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();

  /// Waits for one message.
  ///
  /// @param nanos when it is to arrive, or [#NOWHERE]
  /// @param relative to when it is sent, not to when the world began
  private record Watch(Predicate<Passage> which, long nanos, boolean relative) {}

  /// A message on its way.
  record Passage(Address from, Address to, Message message) {
    boolean is(Class<? extends Message> kind) {
      return kind.isInstance(message);
    }
  }

  Interference(SimulatedWorld world) {
    this.world = world;
  }

  /// Nothing reaches the process at that address, and nothing comes from it.
  void cutOff(Address address) {
    cutOff.add(address.toString());
  }

  void reconnect(Address address) {
    cutOff.remove(address.toString());
  }

  /// The next such message never arrives.
  void lose(Predicate<Passage> which) {
    watches.add(new Watch(which, NOWHERE, false));
  }

  /// The next such message arrives at that time.
  void hold(Predicate<Passage> which, long atNanos) {
    watches.add(new Watch(which, atNanos, false));
  }

  /// The next such message takes so much longer than others.
  void delay(Predicate<Passage> which, long nanos) {
    watches.add(new Watch(which, nanos, true));
  }

  /// No such message arrives from now on.
  void block(Predicate<Passage> which) {
    blocked.add(which);
  }

  /// Nothing is blocked any more.
  void unblock() {
    blocked.clear();
  }

  /// Asked for every message, and nearly always there is nothing to it.
  @Override
  public long nanos(Address from, Address to, Message message) {
    boolean apart = !cutOff.isEmpty()
        && (cutOff.contains(from.toString()) || cutOff.contains(to.toString()));
    if (apart) {
      return NOWHERE;
    }
    if (blocked.isEmpty() && watches.isEmpty()) {
      return NONE;
    }
    return nanos(new Passage(from, to, message));
  }

  private long nanos(Passage passage) {
    for (Predicate<Passage> which : blocked) {
      if (which.test(passage)) {
        return NOWHERE;
      }
    }
    for (Watch watch : watches) {
      if (watch.which().test(passage)) {
        watches.remove(watch);
        return watch.nanos() == NOWHERE || watch.relative()
            ? watch.nanos() : watch.nanos() - world.nanos();
      }
    }
    return NONE;
  }
}
