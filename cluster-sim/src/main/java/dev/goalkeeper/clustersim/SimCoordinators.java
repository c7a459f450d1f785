package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.wire.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The coordinators of a simulated cluster, one after the other at one address: when one dies
/// another is started, and leads once the session of the one before is over. One that is deposed
/// while it lives goes on for a while, since it does not know.
final class SimCoordinators {
  private static final Duration RESTART_MAX = Duration.ofMillis(600);

  /// How long one that was deposed hears nothing of the store.
  private static final Duration DEAF_MAX = Duration.ofSeconds(3);

  private final SimulatedWorld world;
  private final SimNetwork network;
  private final SimMetadata metadata;
  private final CoordinatorOptions options;
  private final Consumer<SimProcess> enroll;
  private final RandomGenerator random;
  private final Clocks clocks;
  private final List<Seat> seats = new ArrayList<>();
  private @Nullable Seat current;

  /// A process and its door to the store.
  private record Seat(SimProcess process, SimMetadataStore store) {}

  /// @param enroll is told of each process
  SimCoordinators(SimulatedWorld world, SimNetwork network, SimMetadata metadata,
      CoordinatorOptions options, Consumer<SimProcess> enroll) {
    this.world = world;
    this.network = network;
    this.metadata = metadata;
    this.options = options;
    this.enroll = enroll;
    this.random = world.random("coordinators");
    this.clocks = new Clocks(world);
  }

  SimMetadata metadata() {
    return metadata;
  }

  /// Starts one, in the place of the one that is there.
  void start() {
    SimMetadataStore store = metadata.open();
    current = new Seat(launch(Cluster.COORDINATOR, store), store);
    seats.add(current);
  }

  private SimProcess launch(Address address, SimMetadataStore store) {
    SimProcess process = SimProcess.coordinator(network, clocks.any(), address,
        new SimProcess.Candidature(options, store), this::died);
    enroll.accept(process);
    return process;
  }

  /// Starts one that finds another cluster's records, at an address where nobody looks for it.
  SimProcess startMisled() {
    return launch(new Address("misled", 1), metadata.open().foreign());
  }

  /// What the one that is there sends by.
  SimTransport transport() {
    return leading().process().transport();
  }

  /// True of each that ever was.
  boolean isOne(SimProcess process) {
    return seats.stream().anyMatch(seat -> seat.process() == process);
  }

  /// The one that is there dies, and another is started some time later.
  void crash() {
    Seat dying = current;
    if (dying != null && dying.process().alive()) {
      dying.process().crash();
      died(dying);
    }
  }

  /// That process has died of something else.
  void died(SimProcess process) {
    seats.stream().filter(seat -> seat.process() == process).forEach(this::died);
  }

  private void died(Seat seat) {
    seat.store().die();
    if (seat == current) {
      world.schedule(random.nextLong(RESTART_MAX.toNanos()), this::start);
    }
  }

  /// The one that is there loses its session, and another takes its place; it lives on.
  ///
  /// @param isolated whether it reaches no server either
  /// @return the one that does not know yet
  SimProcess depose(boolean isolated) {
    return depose(isolated, Duration.ofNanos(random.nextLong(DEAF_MAX.toNanos())));
  }

  /// The same.
  ///
  /// @param deaf how long it hears nothing of the store
  SimProcess depose(boolean isolated, Duration deaf) {
    Seat deposed = leading();
    deposed.store().cutOff();
    world.schedule(deaf.toNanos(), deposed.store()::reconnect);
    deposed.process().displaced(isolated);
    start();
    return deposed.process();
  }

  private Seat leading() {
    Seat seat = current;
    if (seat == null) {
      throw new IllegalStateException("nobody leads");
    }
    return seat;
  }
}
