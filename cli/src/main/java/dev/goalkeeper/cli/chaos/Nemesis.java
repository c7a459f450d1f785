package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.store.client.StoreClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Does one bad thing at a time to machines, drawn from a seed, and takes it back. What happens in
/// what order follows from the seed and from what the network can do; when it happens to the
/// processes does not.
final class Nemesis {
  private static final int REST_MILLIS_MAX = 700;

  private final SplittableRandom random;
  private final Machines machines;
  private final StoreClient client;
  private final List<Fault> faults;
  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

  /// @param hit whom, in an order that means something to some faults
  /// @param lasting how long until it is taken back
  record Deed(Fault fault, List<Machine> hit, Duration lasting) {
    /// For people.
    String told() {
      return fault.done() + " " + (fault.hits() == Fault.Hits.ALL ? "all"
          : hit.stream().map(Machine::name).collect(Collectors.joining(", ")));
    }
  }

  /// @param client to ask who leads
  Nemesis(long seed, Machines machines, StoreClient client) {
    this.random = new SplittableRandom(seed);
    this.machines = machines;
    this.client = client;
    this.faults = Fault.over(machines.network());
  }

  /// How often each was done.
  Map<Fault, Long> counts() {
    return counts;
  }

  /// Does one thing.
  Deed strike() {
    Fault fault = faults.get(random.nextInt(faults.size()));
    int first = random.nextInt(machines.servers().size());
    int second = random.nextInt(machines.servers().size() - 1);
    Duration lasting = Duration.ofMillis(1 + random.nextInt(fault.millisMax()));
    var deed = new Deed(fault, hit(fault.hits(), first, second), lasting);
    inflict(deed);
    counts.merge(fault, 1L, Long::sum);
    return deed;
  }

  /// Some time until the next thing.
  Duration rest() {
    return Duration.ofMillis(100 + random.nextInt(REST_MILLIS_MAX));
  }

  /// Takes it back.
  void relent(Deed deed) {
    switch (deed.fault()) {
      case RESTART, KILL, KILL_LEADER, KILL_STANDBY, KILL_BOTH, POWER_CUT -> machines.restart();
      case STALL, PAUSE, PAUSE_LEADER -> deed.hit().forEach(Machine::resume);
      case DEAF, MUTE, CUT_OFF, RESET, CUT_OFF_LEADER, SPLIT, ONE_WAY, HALVES, NO_COORDINATOR ->
          machines.network().mend();
      case FULL_DISK -> deed.hit().forEach(Machine::clean);
    }
  }

  /// @param first of servers
  /// @param second of those servers that come after the first one, in a circle
  private List<Machine> hit(Fault.Hits hits, int first, int second) {
    List<Machine> servers = machines.servers();
    Machine one = servers.get(first);
    return switch (hits) {
      case SERVER -> List.of(one);
      case PAIR -> List.of(one, servers.get((first + 1 + second) % servers.size()));
      case HALVES -> servers;
      case LEADER -> List.of(leader());
      case STANDBY -> List.of(machines.standbys(client).getFirst());
      case LEADER_AND_SERVER -> List.of(leader(), one);
      case SERVER_OF_COORDINATORS ->
          Stream.concat(Stream.of(one), machines.coordinators().stream()).toList();
      case ALL -> Stream.concat(machines.coordinators().stream(), servers.stream()).toList();
    };
  }

  /// Or any of them, if none leads for the moment.
  private Machine leader() {
    return machines.leader(client).orElse(machines.coordinators().getFirst());
  }

  private void inflict(Deed deed) {
    List<Machine> hit = deed.hit();
    Host host = hit.getFirst().host();
    switch (deed.fault()) {
      case RESTART -> {
        hit.forEach(Machine::kill);
        hit.forEach(Machine::start);
      }
      case KILL, KILL_LEADER, KILL_STANDBY, KILL_BOTH, POWER_CUT -> {
        hit.forEach(Machine::strike);
        hit.forEach(Machine::kill);
      }
      case STALL, PAUSE, PAUSE_LEADER -> hit.forEach(Machine::freeze);
      case DEAF -> host.cutOff(true, false);
      case MUTE -> host.cutOff(false, true);
      case CUT_OFF, CUT_OFF_LEADER -> host.cutOff(true, true);
      case RESET -> host.disconnect();
      case FULL_DISK -> hit.forEach(Machine::fill);
      case ONE_WAY -> machines.network().sever(host, hit.getLast().host());
      case SPLIT, NO_COORDINATOR -> part(hit.subList(0, 1), hit.subList(1, hit.size()));
      case HALVES -> part(hit.subList(0, hit.size() / 2), hit.subList(hit.size() / 2, hit.size()));
    }
  }

  private void part(List<Machine> some, List<Machine> others) {
    for (Machine one : some) {
      for (Machine other : others) {
        machines.network().sever(one.host(), other.host());
        machines.network().sever(other.host(), one.host());
      }
    }
  }
}
