package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.wire.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The machines on which a simulated cluster lives, and what befalls their processes. It knows
/// which of them are to end by their own decision: nobody else may.
final class Residents {
  /// Longer than a message takes, so that whoever asks meanwhile is turned away.
  private static final long BUSY_NANOS_MIN = Duration.ofMillis(2).toNanos();

  private static final long BUSY_NANOS_MAX = Duration.ofMillis(15).toNanos();
  private static final long DEAD_NANOS_MAX = Duration.ofSeconds(4).toNanos();

  private final SimulatedWorld world;
  private final Cluster cluster;
  private final Faults faults;
  private final RandomGenerator random;
  private final List<SimProcess.Machine> machines = new ArrayList<>();
  private final List<Address> deathsExpected = new ArrayList<>();

  Residents(SimulatedWorld world, Cluster cluster, Faults faults) {
    this.world = world;
    this.cluster = cluster;
    this.faults = faults;
    this.random = world.random("residents");
  }

  /// From now on a server is to run there.
  void add(SimProcess.Machine machine) {
    machines.add(machine);
    cluster.run(machine);
  }

  SimProcess.Machine at(Address address) {
    return machines.stream()
        .filter(machine -> machine.address().equals(address)).findFirst().orElseThrow();
  }

  /// One of them, whichever.
  SimProcess.Machine any() {
    return machines.get(random.nextInt(machines.size()));
  }

  /// Starts servers where none run.
  void run() {
    machines.forEach(cluster::run);
  }

  void kill(SimProcess.Machine machine) {
    faults.followed(Fault.CRASH, () -> machine.address() + " dies");
    cluster.run(machine).crash();
  }

  /// Whoever runs at that address dies, and starts again some time later.
  void dies(Address address) {
    machines.stream().filter(machine -> machine.address().equals(address)).forEach(machine -> {
      kill(machine);
      startsSoon(machine);
    });
  }

  /// All die at one moment, and are started again, each when it is.
  void allDie() {
    machines.forEach(this::kill);
    machines.forEach(this::startsSoon);
  }

  private void startsSoon(SimProcess.Machine machine) {
    world.schedule(random.nextLong(DEAD_NANOS_MAX), () -> cluster.run(machine));
  }

  /// Keeps a process from working for a moment.
  void busy(SimProcess server) {
    faults.followed(Fault.BUSY, () -> server.address() + " turns requests away");
    server.busy(true);
    world.schedule(random.nextLong(BUSY_NANOS_MIN, BUSY_NANOS_MAX), () -> server.busy(false));
  }

  /// Where a process was made to die in the middle of something, another one may end later than the
  /// scenario knows, and is started again here.
  void allAreUp() {
    cluster.until("the servers are up, and no others", () -> {
      if (cluster.struck()) {
        run();
      }
      return cluster.upAreThoseAlive() && cluster.servers().size() == machines.size();
    });
  }

  /// Somebody ends there by its own decision, once.
  void mayEnd(Address address) {
    deathsExpected.add(address);
  }

  void endsByItself(SimProcess.Machine machine) {
    mayEnd(machine.address());
    cluster.until(machine.address() + " ends by itself",
        () -> cluster.deaths().contains(machine.address()));
  }

  /// Nobody ended by its own decision but those who had to.
  void checkDeaths(LastMoments.Expectation expect) {
    boolean asExpected = Cluster.addresses(cluster.deaths().stream())
        .equals(Cluster.addresses(deathsExpected.stream()));
    expect.accept(asExpected, "these ended by themselves: " + cluster.deaths() + ", instead of "
        + deathsExpected);
  }
}
